import { expect, it } from "vitest";
import { guardStream } from "../src/stream-guard.ts";
import { manualClock } from "./manual-clock.ts";
import { settle } from "./scripted-credential.ts";

async function* pieces(texts: readonly string[], end?: Error) {
  for (const text of texts) yield new TextEncoder().encode(text);
  if (end) throw end;
}

const guarded = (texts: readonly string[], end?: Error) => new Response(guardStream(ReadableStream.from(pieces(texts, end)), 1_000, manualClock())).text();

it.each([
  ["a chat completion that says [DONE]", ['data: {"choices":[]}\n\n', "data: [DONE]\n\n"]],
  ["a mark that is cut across pieces", ["data: [DO", "NE]\n\n"]],
  ["a mark without a line end", ["data: [DONE]"]],
  ["Windows line ends", ["event: response.completed\r\ndata: {}\r\n\r\n"]],
  ["a response that ends", ["event: response.incomplete\ndata: {}\n\n"]],
  ["a response's last event without its name", ['data: {"type":"response.completed","response":{}}\n\n']],
  ["an error that was sent", ['event: error\ndata: {"code":"x"}\n\n']],
  ["an error of a chat completion", ['data: {"error":{"message":"x"}}\n\n']],
])("passes %s through to the letter", async (_, texts) => {
  expect(await guarded(texts)).toBe(texts.join(""));
});

it.each<[what: string, texts: string[], end: Error | undefined, reason: string]>([
  ["ends before its mark", ['data: {"choices":[]}\n\n'], undefined, "ended early"],
  ["is empty", [], undefined, "ended early"],
  ["has the mark inside a text only", ['data: {"delta":"data: [DONE]"}\n\n'], undefined, "ended early"],
  ["breaks off", ['data: {"choices":[]}\n\n'], new TypeError("terminated"), "broke off"],
])("a stream that %s is a failure", async (_, texts, end, reason) => {
  await expect(guarded(texts, end)).rejects.toMatchObject({ code: "stream-incomplete", evidence: { reason } });
});

it("a stream that stands still is a failure", async () => {
  const clock = manualClock();
  const source = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new TextEncoder().encode("data: {}\n\n")) });
  const reading = new Response(guardStream(source, 1_000, clock)).text().catch((error: unknown) => error);
  await settle();
  clock.advance(1_000);
  expect(await reading).toMatchObject({ code: "stream-incomplete", evidence: { reason: "stalled for 1000 ms" } });
});

it("an abort by the caller stays one", async () => {
  await expect(guarded(["data: {}\n\n"], new DOMException("This operation was aborted", "AbortError"))).rejects.toMatchObject({ name: "AbortError" });
});

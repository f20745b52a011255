import type { SandboxResponse } from "../app.ts";
import type { AuthorizedCall } from "./operation.ts";

/** The number of this answer within the sandbox, and the text that says so. */
export function nextAnswer({ context }: AuthorizedCall, userTexts: number): { number: number; text: string } {
  const number = (context.counters["foundry"] ?? 0) + 1;
  context.counters["foundry"] = number;
  return { number, text: `Hello from contoso, request ${number}, ${userTexts} user texts.` };
}

/** An id of the service's kind that is the same on every run: prefix and the answer's number. */
export function idOf(prefix: string, number: number): string {
  return `${prefix}_${number.toString(16).padStart(32, "0")}`;
}

/** World time in whole seconds. */
export function seconds({ world }: AuthorizedCall): number {
  return Math.floor(world.clock.now() / 1000);
}

/** A server-sent event stream; events with a name carry it in their `event:` line too, as the Responses API does. */
export function eventStream(events: readonly unknown[], end?: string): SandboxResponse {
  async function* body(): AsyncIterable<string> {
    for (const event of events) yield sse(event);
    if (end !== undefined) yield `data: ${end}\n\n`;
  }
  return { status: 200, headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" }, body: body() };
}

function sse(event: unknown): string {
  const name = (event as { type?: unknown }).type;
  return `${typeof name === "string" ? `event: ${name}\n` : ""}data: ${JSON.stringify(event)}\n\n`;
}

/** A text in pieces, as a model streams it: words with their blanks. */
export function pieces(text: string): string[] {
  return text.match(/\S+\s*/g) ?? [];
}

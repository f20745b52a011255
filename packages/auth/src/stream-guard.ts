import { FoundryAuthError } from "./errors.ts";
import { redactedError } from "./token-text.ts";
import type { Clock } from "./token-source.ts";

/** What says that an answer is whole: the end of a chat completion, the last event of a response, or an error that was sent. */
const endMark = /^data: ?\[DONE\]|^(event: ?|data: ?\{"type": ?")(response\.(completed|failed|incomplete)|error)\b|^data: ?\{"error"/;

/**
 * Passes server-sent events through and makes a failure of what OpenAI's library takes for an end: a stream that stops without its
 * end mark, that breaks off (a bare `TypeError` there), or that stalls (its timeout covers the head of an answer only).
 *
 * @param stall milliseconds that may pass between two pieces.
 */
export function guardStream(source: ReadableStream<Uint8Array>, stall: number, clock: Clock): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  const decoder = new TextDecoder();
  let line = "";
  let whole = false;

  function watch(piece: Uint8Array): void {
    const lines = (line + decoder.decode(piece, { stream: true })).split(/\r?\n/);
    line = lines.pop() ?? "";
    if (lines.some((complete) => endMark.test(complete))) whole = true;
  }

  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      let cancelTimer = (): void => {};
      const stalled = new Promise<never>((_, reject) => {
        cancelTimer = clock.after(stall, () => reject(new FoundryAuthError("stream-incomplete", { reason: `stalled for ${stall} ms` })));
      });
      try {
        const { done, value } = await Promise.race([reader.read(), stalled]);
        if (value) {
          watch(value);
          controller.enqueue(value);
        }
        if (!done) return;
        if (!whole && !endMark.test(line)) throw new FoundryAuthError("stream-incomplete", { reason: "ended early" });
        controller.close();
      } catch (error) {
        reader.cancel().catch(() => {});
        // The caller's own abort stays what it is.
        if (error instanceof FoundryAuthError || (error instanceof Error && error.name === "AbortError")) controller.error(error);
        else controller.error(new FoundryAuthError("stream-incomplete", { reason: "broke off" }, { cause: redactedError(error) }));
      } finally {
        cancelTimer();
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

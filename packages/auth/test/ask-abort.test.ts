import type { SessionEvent } from "@github/copilot-sdk";
import { expect, it } from "vitest";
import { ask, type AskableSession } from "../src/ask.ts";

/** A runtime that begins its turns late and one after the other, and in which an abort ends only a turn that has begun. */
function lateRuntime() {
  const listeners = new Set<(event: SessionEvent) => void>();
  const emit = (type: string, data: object) => listeners.forEach((listener) => listener({ type, data } as SessionEvent));
  const waiting: string[] = [];
  let running: string | undefined;
  const begin = () => {
    if (running !== undefined) return;
    running = waiting.shift();
    if (running === undefined) return;
    emit("user.message", { messageId: running });
    // The first turn's request hangs for ever.
    if (running === "message-1") return;
    emit("assistant.message", { content: `answer to ${running}` });
    end();
  };
  const end = () => {
    running = undefined;
    emit("session.idle", {});
    begin();
  };
  let sent = 0;
  const session = {
    on: (listener: (event: SessionEvent) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    send: async () => {
      const id = `message-${++sent}`;
      waiting.push(id);
      if (sent > 1) queueMicrotask(begin);
      return id;
    },
    abort: async () => {
      if (running !== undefined) end();
    },
  };
  return { session: session as unknown as AskableSession, begin };
}

it("ends a turn that began only after it was given up, before the next prompt is sent", async () => {
  const { session, begin } = lateRuntime();
  await expect(ask(session, "hangs", { timeout: 50 })).rejects.toMatchObject({ code: "answer-timeout" });
  begin();
  expect((await ask(session, "works", { timeout: 2_000 })).text).toBe("answer to message-2");
});

import type { AssistantMessageEvent, CopilotSession, MessageOptions, SessionEvent } from "@github/copilot-sdk";
import { deferred } from "./deferred.ts";
import { FoundryAuthError } from "./errors.ts";
import { serviceRefusal, tokenRequestFailed, type CallFailure, type SessionFailure } from "./service-refusal.ts";
import { systemClock, type TokenSource } from "./token-source.ts";
import { redactedError } from "./token-text.ts";
import { within } from "./within.ts";

/** The model's answer to one prompt. */
export interface Answer {
  readonly text: string;
  /** The SDK's event that held it. */
  readonly event: AssistantMessageEvent;
}

/** How {@link ask} waits. */
export interface AskOptions {
  /** Milliseconds from when the session is free. Default 120000: the runtime waits up to 61 seconds through a run of HTTP 429 by itself. */
  readonly timeout?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The source behind the session's provider: its tokens are taken out of error texts, and after a 401 it is told that its token was refused. */
  readonly source?: Pick<TokenSource, "invalidate" | "redact"> | undefined;
}

/** What `ask` needs of a session. */
export type AskableSession = Pick<CopilotSession, "send" | "on" | "abort">;

/** One prompt at a time on each session: events of two turns can't be told apart reliably. */
const queues = new WeakMap<AskableSession, Promise<unknown>>();

/** Sessions that were left before their turn ended: an error that comes before the next turn may be the old one's. */
const unsettled = new WeakSet<AskableSession>();

/** How long to wait for a failed turn's own end before the error is handed out. It follows within milliseconds, or never. */
const settling = 5_000;

/**
 * Sends one prompt and waits for its answer. Unlike `sendAndWait` it throws what the service said, with its code, and not a hint at
 * variables that nobody uses; it returns only after the turn has ended, so that a retry doesn't take the failed turn's end for its own;
 * and an empty turn is an error. Prompts on the same session wait for each other.
 *
 * @throws {FoundryAuthError} `service-refused`, `token-refused` (the token callback failed), `answer-missing`, `answer-timeout` or `aborted`.
 */
export function ask(session: AskableSession, prompt: string | MessageOptions, options: AskOptions = {}): Promise<Answer> {
  const turn = (queues.get(session) ?? Promise.resolve()).then(() => oneTurn(session, prompt, options));
  queues.set(session, turn.catch(() => {}));
  return turn;
}

type Outcome = { kind: "idle" } | { kind: "error"; failure: SessionFailure } | { kind: "no-token" } | { kind: "unsent"; reason: string } | { kind: "timeout" } | { kind: "aborted" };

async function oneTurn(session: AskableSession, prompt: string | MessageOptions, options: AskOptions): Promise<Answer> {
  const { timeout = 120_000, signal, source } = options;
  if (!(Number.isFinite(timeout) && timeout > 0)) throw new FoundryAuthError("option-invalid", { option: "timeout", expected: "a number of milliseconds above 0" });
  // An abort that reached the runtime before its turn had begun did nothing, and that turn would stand in the way of this one.
  if (unsettled.has(session)) await within(settling, session.abort().catch(() => {}));
  if (signal?.aborted) throw new FoundryAuthError("aborted", { reason: "the caller gave up" });
  const turn = watchTurn(session, source);
  const ended = deferred<Outcome>();
  const cancelTimer = systemClock.after(timeout, () => ended.resolve({ kind: "timeout" }));
  const leave = (): void => ended.resolve({ kind: "aborted" });
  signal?.addEventListener("abort", leave, { once: true });
  try {
    const sent = session.send(typeof prompt === "string" ? { prompt } : prompt).then((messageId) => turn.begin(messageId));
    sent.catch((error: unknown) => ended.resolve({ kind: "unsent", reason: redactedError(error).message }));
    const outcome = await Promise.race([turn.outcome, ended.promise]);
    if (outcome.kind === "idle") {
      unsettled.delete(session);
      if (turn.answer) return { text: turn.answer.data.content, event: turn.answer };
      throw new FoundryAuthError("answer-missing", { reason: "it sent no message" });
    }
    if (outcome.kind === "unsent") throw new FoundryAuthError("answer-missing", { reason: `the prompt was not sent (${outcome.reason})` });
    if (outcome.kind !== "error") session.abort().catch(() => {});
    unsettled.add(session);
    await within(outcome.kind === "error" ? settling : 1_000, turn.idle.then(() => void unsettled.delete(session)));
    if (outcome.kind === "timeout") throw new FoundryAuthError("answer-timeout", { milliseconds: timeout });
    if (outcome.kind === "aborted") throw new FoundryAuthError("aborted", { reason: "the caller gave up" });
    const failure = outcome.kind === "error" ? outcome.failure : { message: tokenRequestFailed };
    throw serviceRefusal(turn.failures, failure, source ? (text) => source.redact(text) : undefined);
  } finally {
    cancelTimer();
    signal?.removeEventListener("abort", leave);
    turn.stop();
  }
}

/**
 * Follows the events of one turn. Those before the session repeats our own message belong to an earlier turn (its late end, an
 * answer that came after a timeout) and are dropped; until `send` has told the message's id, events are held back.
 */
function watchTurn(session: AskableSession, source: AskOptions["source"]) {
  const outcome = deferred<Outcome>();
  const idle = deferred<void>();
  const failures: CallFailure[] = [];
  let early: SessionEvent[] | undefined = [];
  let ownTurn = false;
  let messageId: string | undefined;
  let answer: AssistantMessageEvent | undefined;

  function take(event: SessionEvent): void {
    if (event.type === "user.message" && event.data.messageId === messageId) ownTurn = true;
    if (!ownTurn && !(event.type === "session.error" && !unsettled.has(session))) return;
    if (event.type === "assistant.message" && event.data.content.trim() !== "") answer = event;
    else if (event.type === "model.call_failure") {
      failures.push(event.data);
      // The provider holds a refusal for longer than the runtime's five retries take: they can't help.
      if (event.data.errorMessage?.includes(tokenRequestFailed)) outcome.resolve({ kind: "no-token" });
      const roleMissing = /PermissionDenied|data action/.test(event.data.errorMessage ?? "");
      if (event.data.statusCode === 401 && !roleMissing) source?.invalidate();
    } else if (event.type === "session.error") outcome.resolve({ kind: "error", failure: event.data });
    else if (event.type === "session.idle" && event.data.mode !== "autopilot") {
      idle.resolve(undefined);
      outcome.resolve({ kind: "idle" });
    }
  }

  const stop = session.on((event) => {
    if (early) early.push(event);
    else take(event);
  });
  return {
    outcome: outcome.promise,
    idle: idle.promise,
    failures,
    stop,
    get answer() {
      return answer;
    },
    begin(id: string): void {
      messageId = id;
      const held = early ?? [];
      early = undefined;
      for (const event of held) take(event);
    },
  };
}

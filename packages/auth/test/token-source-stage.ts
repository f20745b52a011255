import { afterEach, beforeEach, expect } from "vitest";
import type { FoundryAuthError } from "../src/errors.ts";
import { tokenSource, type TokenSourceOptions } from "../src/token-source.ts";
import { manualClock } from "./manual-clock.ts";
import { scriptedCredential, settle } from "./scripted-credential.ts";

export const minute = 60_000;
export const hour = 60 * minute;
export const scope = "https://ai.azure.com/.default";

/** A token source on a clock and a credential that the test moves. */
export function given(options: Partial<TokenSourceOptions> = {}) {
  const clock = manualClock();
  const { credential, calls } = scriptedCredential();
  const refreshErrors: FoundryAuthError[] = [];
  const source = tokenSource({ credential, scope, clock, onRefreshError: (error) => refreshErrors.push(error), ...options });
  const token = (text: string, life = hour) => ({ token: text, expiresOnTimestamp: clock.now() + life });
  /** Has the source hold a token that lives an hour. */
  const holding = async (text: string, life = hour) => {
    const first = source.getToken();
    await settle();
    calls.at(-1)?.answer(token(text, life));
    return first;
  };
  return { clock, calls, source, token, holding, refreshErrors };
}

/** Fails a test that leaves a rejection to nobody: it would end the process. */
export function watchRejections(): void {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  beforeEach(() => void process.on("unhandledRejection", note));
  afterEach(async () => {
    await settle();
    process.off("unhandledRejection", note);
    expect(unhandled.splice(0)).toEqual([]);
  });
}

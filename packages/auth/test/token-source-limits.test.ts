import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { tokenSource, type TokenCredential, type TokenSourceOptions } from "../src/token-source.ts";
import { manualClock } from "./manual-clock.ts";
import { settle } from "./scripted-credential.ts";
import { given, hour, minute, scope, watchRejections } from "./token-source-stage.ts";

watchRejections();

describe("deadlines", () => {
  it("gives up on a credential that hangs, cancels it, and keeps an answer that comes late", async () => {
    const { source, calls, clock, token } = given({ timeout: 5_000 });
    const first = source.getToken();
    await settle();
    clock.advance(5_000);
    await expect(first).rejects.toMatchObject({ code: "token-timeout", evidence: { milliseconds: 5_000 } });
    expect(calls[0]?.signal?.aborted).toBe(true);
    calls[0]?.answer(token("t-late"));
    await settle();
    expect(await source.getToken()).toBe("t-late");
    expect(calls).toHaveLength(1);
  });

  it("lets one caller leave without disturbing the others", async () => {
    const { source, calls, token } = given();
    const leaver = new AbortController();
    const left = source.getToken({ signal: leaver.signal });
    const stays = source.getToken();
    await settle();
    leaver.abort();
    await expect(left).rejects.toMatchObject({ code: "aborted" });
    calls[0]?.answer(token("t-one"));
    expect(await stays).toBe("t-one");
  });

  it("refuses a caller whose signal is already aborted, before asking", async () => {
    const { source, calls } = given();
    await expect(source.getToken({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "aborted" });
    expect(calls).toHaveLength(0);
  });

  it("cancels what is under way when it is closed", async () => {
    const { source, calls } = given();
    const waiting = source.getToken();
    await settle();
    source.close();
    await expect(waiting).rejects.toMatchObject({ code: "aborted" });
    expect(calls[0]?.signal?.aborted).toBe(true);
  });
});

describe("after a 401", () => {
  it("renews once for any number of callers who saw the same token refused", async () => {
    const { source, calls, holding, token } = given();
    await holding("t-one");
    source.invalidate("t-one");
    source.invalidate("t-one");
    const both = Promise.all([source.getToken(), source.getToken()]);
    await settle();
    expect(calls).toHaveLength(2);
    calls[1]?.answer(token("t-two"));
    expect(await both).toEqual(["t-two", "t-two"]);
    source.invalidate("t-one");
    expect(await source.getToken()).toBe("t-two");
    expect(calls).toHaveLength(2);
  });

  it("does not renew what a renewal gave, until five minutes have passed", async () => {
    const { source, calls, clock, holding, token } = given();
    await holding("t-one");
    source.invalidate();
    const renewed = source.getToken();
    await settle();
    calls[1]?.answer(token("t-one"));
    await renewed;
    source.invalidate();
    expect(await source.getToken()).toBe("t-one");
    expect(calls).toHaveLength(2);
    clock.advance(5 * minute + 1);
    source.invalidate();
    void source.getToken().catch(() => {});
    await settle();
    expect(calls).toHaveLength(3);
  });

  it("asks a credential that remembers nothing", async () => {
    const clock = manualClock();
    const made: string[] = [];
    const remembering = (text: string): TokenCredential => ({
      getToken: async () => ({ token: text, expiresOnTimestamp: clock.now() + hour }),
      renew: async () => (made.push(text), remembering(`${text}-new`)),
    });
    const source = tokenSource({ credential: remembering("t"), scope, clock });
    expect(await source.getToken()).toBe("t");
    source.invalidate("t");
    expect(await source.getToken()).toBe("t-new");
    expect(made).toEqual(["t"]);
  });

  it("falls back on the refused token when the renewal fails, since nothing better is to be had", async () => {
    const { source, calls, holding, refreshErrors } = given();
    await holding("t-one");
    source.invalidate();
    const next = source.getToken();
    await settle();
    calls[1]?.fail(new Error("down"));
    expect(await next).toBe("t-one");
    expect(refreshErrors).toHaveLength(1);
  });
});

describe("what a credential returns", () => {
  it.each<[what: string, answer: { token: string; expiresOnTimestamp: number } | null, code: string]>([
    ["nothing", null, "token-missing"],
    ["an empty token", { token: "", expiresOnTimestamp: Infinity }, "token-missing"],
    ["a token with Bearer before it", { token: "Bearer s3cr3t-canary", expiresOnTimestamp: Infinity }, "token-bearer-prefix"],
    ["a token with a line end inside", { token: "s3cr3t-canary\nx", expiresOnTimestamp: Infinity }, "token-control-character"],
    ["an expired token", { token: "s3cr3t-canary", expiresOnTimestamp: 1 }, "token-expired"],
  ])("%s is refused as %s without showing it", async (_, answer, code) => {
    const { source, calls } = given();
    const outcome = source.getToken().catch((error: unknown) => error);
    await settle();
    calls[0]?.answer(answer);
    const error = await outcome;
    expect(error).toMatchObject({ code });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("s3cr3t-canary");
  });

  it("a token with a line end after it, as az gives it, is trimmed", async () => {
    const { holding } = given();
    expect(await holding("t-one\r\n")).toBe("t-one");
  });

  it("keeps a token that it has seen out of a credential's error", async () => {
    const { source, calls, clock, holding, refreshErrors } = given();
    await holding("s3cr3t-canary");
    clock.advance(56 * minute);
    await source.getToken();
    await settle();
    calls[1]?.fail(Object.assign(new Error("bad header s3cr3t-canary"), { request: { authorization: "s3cr3t-canary" }, cause: new Error("s3cr3t-canary") }));
    await settle();
    expect(inspect(refreshErrors, { depth: 9, showHidden: true })).not.toContain("s3cr3t-canary");
    expect(source.redact("x s3cr3t-canary y")).toBe("x [redacted] y");
  });
});

it.each<[Partial<TokenSourceOptions>, string]>([
  [{ scope: "https://ai.azure.com" }, "scope-malformed"],
  [{ scope: "" }, "scope-malformed"],
  [{ scope: "https://ai.azure.com/.default offline_access" }, "scope-malformed"],
  [{ timeout: 0 }, "option-invalid"],
  [{ timeout: Number.NaN }, "option-invalid"],
  [{ refreshAhead: -1 }, "option-invalid"],
])("refuses %j at once", (options, code) => {
  expect(() => given(options)).toThrowError(expect.objectContaining({ code }));
});

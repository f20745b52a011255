import { describe, expect, it } from "vitest";
import { tokenSource } from "../src/token-source.ts";
import { scriptedCredential, settle } from "./scripted-credential.ts";
import { given, hour, minute, scope, watchRejections } from "./token-source-stage.ts";

watchRejections();

describe("one request for everybody", () => {
  it("answers 200 concurrent callers with one request to the credential", async () => {
    const { source, calls, token } = given();
    const all = Promise.all(Array.from({ length: 200 }, () => source.getToken()));
    await settle();
    expect(calls).toHaveLength(1);
    expect(calls[0]?.scope).toBe(scope);
    calls[0]?.answer(token("t-one"));
    expect(new Set(await all)).toEqual(new Set(["t-one"]));
    await source.getToken();
    expect(calls).toHaveLength(1);
  });

  it("gives all callers the same error, and asks again for the next one", async () => {
    const { source, calls, token } = given();
    const first = Promise.allSettled([source.getToken(), source.getToken()]);
    await settle();
    calls[0]?.fail(new Error("AADSTS7000222: The client secret is expired."));
    for (const outcome of await first) expect(outcome).toMatchObject({ reason: { code: "token-refused", evidence: { entraCode: "7000222", causeId: "secret-expired" } } });
    const again = source.getToken();
    await settle();
    calls[1]?.answer(token("t-two"));
    expect(await again).toBe("t-two");
  });

  it("makes the credential when first asked, and tries anew when that fails", async () => {
    const { credential, calls } = scriptedCredential();
    let made = 0;
    const source = tokenSource({ scope, credential: async () => ((made += 1), made === 1 ? Promise.reject(new Error("no identity here")) : credential) });
    expect(made).toBe(0);
    await expect(source.getToken()).rejects.toMatchObject({ code: "token-refused" });
    const second = source.getToken();
    await settle();
    calls[0]?.answer({ token: "t-one", expiresOnTimestamp: Date.now() + hour });
    expect([await second, made]).toEqual(["t-one", 2]);
  });
});

describe("refresh", () => {
  it("starts in the background five minutes ahead of the end, and callers don't wait for it", async () => {
    const { source, calls, clock, holding, token } = given();
    await holding("t-one");
    clock.advance(54 * minute);
    expect(await source.getToken()).toBe("t-one");
    expect(calls).toHaveLength(1);
    clock.advance(minute + 1);
    expect(await Promise.all([source.getToken(), source.getToken()])).toEqual(["t-one", "t-one"]);
    await settle();
    expect(calls).toHaveLength(2);
    calls[1]?.answer(token("t-two"));
    await settle();
    expect(await source.getToken()).toBe("t-two");
  });

  it("starts when the credential says so", async () => {
    const { source, calls, clock, token } = given();
    const first = source.getToken();
    await settle();
    calls[0]?.answer({ ...token("t-one", 24 * hour), refreshAfterTimestamp: clock.now() + 12 * hour });
    await first;
    clock.advance(12 * hour - 1);
    await source.getToken();
    expect(calls).toHaveLength(1);
    clock.advance(2);
    await source.getToken();
    await settle();
    expect(calls).toHaveLength(2);
  });

  it("does not ask at every call when the credential's moment is past", async () => {
    const { source, calls, clock, token } = given();
    const first = source.getToken();
    await settle();
    calls[0]?.answer({ ...token("t-one"), refreshAfterTimestamp: clock.now() - hour });
    await first;
    for (let second = 0; second < 29; second += 1) {
      clock.advance(1_000);
      await source.getToken();
    }
    expect(calls).toHaveLength(1);
  });

  it("hands out the last good token while it lives when a refresh fails, and is told of it", async () => {
    const { source, calls, clock, holding, refreshErrors } = given();
    await holding("t-one");
    clock.advance(56 * minute);
    await source.getToken();
    await settle();
    calls[1]?.fail(new Error("network_error"));
    await settle();
    expect(await source.getToken()).toBe("t-one");
    expect(refreshErrors).toMatchObject([{ code: "token-refused", evidence: { causeId: "network-or-proxy" } }]);
    expect(calls, "pauses before it tries again").toHaveLength(2);
    clock.advance(30_001);
    await source.getToken();
    await settle();
    expect(calls).toHaveLength(3);
    clock.advance(4 * minute);
    calls[2]?.fail(new Error("still down"));
    await settle();
    const late = source.getToken();
    await settle();
    calls[3]?.fail(new Error("down for good"));
    await expect(late).rejects.toMatchObject({ code: "token-refused" });
  });

  it("survives a listener that throws", async () => {
    const { source, calls, clock, holding } = given({ onRefreshError: () => { throw new Error("listener"); } });
    await holding("t-one");
    clock.advance(56 * minute);
    await source.getToken();
    await settle();
    calls[1]?.fail(new Error("down"));
    await settle();
    expect(await source.getToken()).toBe("t-one");
  });

  it("does not hand out a token in its last ten seconds when it can have another", async () => {
    const { source, calls, clock, holding, token } = given();
    await holding("t-one");
    clock.advance(hour - 5_000);
    const next = source.getToken();
    await settle();
    calls[1]?.answer(token("t-two"));
    expect(await next).toBe("t-two");
  });
});

import { createHash } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { ask } from "../src/ask.ts";
import { foundryProvider, foundryStaticProvider } from "../src/provider.ts";
import type { TokenCredential } from "../src/token-source.ts";
import { stage, type Stage } from "./stage.ts";

const endpoint = "https://contoso.openai.azure.com/";
const model = "gpt-5.5";
const scope = "https://ai.azure.com/.default";

let on: Stage;
afterEach(() => on.close());

/** A credential whose nth answer comes from `give`; it counts. */
function counting(give: (n: number) => Promise<{ token: string; expiresOnTimestamp: number } | null>): TokenCredential & { calls: number } {
  const credential = {
    calls: 0,
    getToken: async () => {
      credential.calls += 1;
      return give(credential.calls);
    },
  };
  return credential;
}

describe("a session's tokens", () => {
  it("20 sessions at once make one token request, and each request carries that token", async () => {
    on = await stage();
    const provider = foundryProvider({ endpoint, model, credential: on.credential });
    const answers = await Promise.all(Array.from({ length: 20 }, async () => ask(await on.open(provider), "Hello")));
    expect(answers).toHaveLength(20);
    expect(on.tokens()).toHaveLength(1);
    expect(new Set(on.asked().map((request) => request.authorization)).size).toBe(1);
    on.expectNoLeak();
  });

  it("one conversation outlives many tokens, with its history", async () => {
    on = await stage();
    const credential = counting(async () => {
      const fresh = await on.credential.getToken(scope);
      return { token: fresh?.token ?? "", expiresOnTimestamp: Date.now() + 5_000 };
    });
    const session = await on.open(foundryProvider({ endpoint, model, credential }));
    for (let turn = 1; turn <= 4; turn += 1) expect((await ask(session, "Go on")).text).toBe(`Hello from contoso, request ${turn}, ${turn} user texts.`);
    expect(credential.calls, "a token that ends within ten seconds is not kept").toBe(4);
  });

  it("a 401 heals by itself: the runtime's second attempt carries a renewed token", async () => {
    on = await stage("wire-401-once");
    const first = await on.credential.getToken(scope);
    const credential: TokenCredential = { getToken: async () => first, renew: async () => on.credential };
    const session = await on.open(foundryProvider({ endpoint, model, credential }));
    expect((await ask(session, "Hello")).text).toMatch(/^Hello from contoso/);
    const [refused, accepted] = on.asked().map((request) => request.authorization);
    expect(on.asked().map((request) => request.status)).toEqual([401, 200]);
    expect(accepted).not.toBe(refused);
  });

  it("a deployment with a name of its own is asked by that name, with the parameters of a model that the runtime knows", async () => {
    on = await stage();
    const deployment = on.sandbox.world.accounts[0]?.deployments.find(({ name }) => name === model);
    Object.assign(deployment ?? {}, { name: "chat-prod" });
    const session = await on.open(foundryProvider({ endpoint, model: "chat-prod", modelId: "gpt-5.5", credential: on.credential }));
    await ask(session, "Hello");
    expect(JSON.parse(on.asked()[0]?.body ?? "{}")).toMatchObject({ model: "chat-prod", reasoning: expect.anything() });
  });

  it("goes to the versionless route once, whatever the slashes", async () => {
    on = await stage();
    for (const spelling of [endpoint, "contoso.openai.azure.com", `${endpoint}/openai/v1`]) await ask(await on.open(foundryProvider({ endpoint: spelling, model, credential: on.credential })), "Hello");
    expect(new Set(on.asked().map((request) => `${request.method} ${request.path}`))).toEqual(new Set(["POST /openai/v1/responses"]));
  });
});

describe("a credential that misbehaves", () => {
  it("one that hangs does not hang the session: the callback gives up, the cause is said, and the session can be closed", async () => {
    on = await stage();
    const credential = counting(() => new Promise(() => {}));
    const session = await on.open(foundryProvider({ endpoint, model, credential, timeout: 400 }));
    await expect(ask(session, "Hello")).rejects.toMatchObject({ code: "token-refused", evidence: { causeId: "service-fault-or-throttled", text: expect.stringContaining("within 400 ms") } });
    expect(on.events.filter(({ type }) => type === "model.call_failure").length, "ask doesn't wait through the runtime's retries").toBeLessThan(6);
    expect(credential.calls).toBe(1);
    expect(on.asked()).toEqual([]);
    await session.disconnect();
  });

  it("one that refuses is not passed over for the host's own identity", async () => {
    on = await stage();
    const credential = counting(() => Promise.reject(new Error("AADSTS7000222: The provided client secret keys are expired.")));
    await expect(ask(await on.open(foundryProvider({ endpoint, model, credential })), "Hello")).rejects.toMatchObject({ code: "token-refused", evidence: { entraCode: "7000222", causeId: "secret-expired" } });
    expect([...on.tokens(), ...on.asked()]).toEqual([]);
  });

  it.each([
    ["a line end inside", (token: string) => `${token}\n${token}`],
    ["Bearer before it", (token: string) => `Bearer ${token}`],
    ["quotation marks around it", (token: string) => `"${token}"`],
    ["JSON around it", (token: string) => JSON.stringify({ accessToken: token })],
  ])("a token with %s is not shown: not in the error, not in an event, not on disk", async (_, spoil) => {
    on = await stage();
    const credential = counting(async () => ({ token: spoil((await on.credential.getToken(scope))?.token ?? ""), expiresOnTimestamp: Date.now() + 3_600_000 }));
    const error: unknown = await ask(await on.open(foundryProvider({ endpoint, model, credential })), "Hello").catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "token-refused" });
    expect(on.asked()).toEqual([]);
    on.expectNoLeak(error);
  });

  it("an exception whose text holds the token is not shown either", async () => {
    on = await stage();
    const credential = counting(async () => {
      throw new Error(`refused ${(await on.credential.getToken(scope))?.token}`);
    });
    const error: unknown = await ask(await on.open(foundryProvider({ endpoint, model, credential })), "Hello").catch((reason: unknown) => reason);
    on.expectNoLeak(error);
  });
});

it("a static token with a line end, as az prints it, works and is not shown", async () => {
  on = await stage();
  const token = (await on.credential.getToken(scope))?.token ?? "";
  const session = await on.open(foundryStaticProvider({ endpoint, model, token: `${token}\r\n` }));
  expect((await ask(session, "Hello")).text).toMatch(/^Hello from contoso/);
  expect(on.asked()[0]?.authorization).toBe(`Bearer ${createHash("sha256").update(token).digest("hex").slice(0, 12)}`);
  on.expectNoLeak();
});

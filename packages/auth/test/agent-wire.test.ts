import { afterEach, describe, expect, it } from "vitest";
import { FoundryAgent, type FoundryAgentOptions } from "../src/agent.ts";
import type { TokenCredential } from "../src/token-source.ts";
import { stage, type Stage } from "./stage.ts";

const endpoint = "https://contoso.openai.azure.com";
const model = "gpt-5.5";
const scope = "https://ai.azure.com/.default";

let on: Stage;
let agent: FoundryAgent | undefined;
afterEach(async () => {
  await agent?.close();
  agent = undefined;
  await on.close();
});

function begin(options: Partial<FoundryAgentOptions> = {}): FoundryAgent {
  return (agent = new FoundryAgent({ endpoint, model, credential: on.credential, clientOptions: { env: on.sandbox.childEnv(), baseDirectory: on.home }, ...options }));
}

/** A credential whose every token is another one and ends within seconds. */
function shortLived(): TokenCredential {
  return { getToken: async () => ({ token: (await on.credential.getToken(scope))?.token ?? "", expiresOnTimestamp: Date.now() + 5_000 }) };
}

it("holds many conversations on one client and one token", async () => {
  on = await stage();
  const { open } = bound(begin());
  const conversations = await Promise.all(Array.from({ length: 5 }, () => open()));
  expect(new Set(conversations.map(({ id }) => id)).size).toBe(5);
  const answers = await Promise.all(conversations.map((conversation) => conversation.ask("Hello")));
  for (const { text } of answers) expect(text).toMatch(/^Hello from contoso, request \d, 1 user texts\.$/);
  expect((await conversations[0]?.ask("Again"))?.text).toBe("Hello from contoso, request 6, 2 user texts.");
  expect(on.tokens()).toHaveLength(1);
  on.expectNoLeak(agent, conversations);
});

describe.each(["callback", "resume"] as const)("with tokens by %s", (tokens) => {
  it("a conversation keeps its history over tokens that expire", async () => {
    on = await stage();
    const conversation = await begin({ tokens, credential: shortLived() }).open();
    for (let turn = 1; turn <= 3; turn += 1) expect((await conversation.ask("Go on")).text).toBe(`Hello from contoso, request ${turn}, ${turn} user texts.`);
    expect(new Set(on.asked().map((request) => request.authorization)).size).toBe(3);
    on.expectNoLeak(agent, conversation);
  });

  it("a conversation that was closed is taken up again by another agent, with its history", async () => {
    on = await stage();
    const first = begin({ tokens });
    const conversation = await first.open();
    await conversation.ask("Remember this");
    await conversation.close();
    await first.close();
    const again = await begin({ tokens }).resume(conversation.id);
    expect(again.id).toBe(conversation.id);
    expect((await again.ask("What did I say?")).text).toBe("Hello from contoso, request 2, 2 user texts.");
  });
});

it("a 401 heals by itself: the service's answer is seen, and the next attempt carries a renewed token", async () => {
  on = await stage("wire-401-once");
  const first = await on.credential.getToken(scope);
  const conversation = await begin({ credential: { getToken: async () => first, renew: async () => on.credential } }).open();
  expect((await conversation.ask("Hello")).text).toMatch(/^Hello from contoso/);
  const [refused, accepted] = on.asked();
  expect([refused?.status, accepted?.status]).toEqual([401, 200]);
  expect(accepted?.authorization).not.toBe(refused?.authorization);
});

it("a missing role is not answered with another token", async () => {
  on = await stage("rbac-no-data-role");
  const conversation = await begin().open();
  await expect(conversation.ask("Hello")).rejects.toMatchObject({ evidence: { attempts: 3 } });
  expect(on.tokens()).toHaveLength(1);
});

it("a conversation goes on after a refusal", async () => {
  on = await stage("rbac-no-data-role");
  const conversation = await begin().open();
  await expect(conversation.ask("Hello")).rejects.toMatchObject({ code: "service-refused", evidence: { causeId: "rbac-no-data-role" } });
  on.sandbox.heal();
  expect((await conversation.ask("Hello")).text).toMatch(/2 user texts/);
});

describe("closing", () => {
  it("ends a prompt that hangs, without waiting for its deadline, and is safe to repeat", async () => {
    on = await stage("wire-hang");
    const { open, close } = bound(begin());
    const conversation = await open();
    const asked = conversation.ask("Hello").catch((error: unknown) => error);
    await expect.poll(() => on.asked().length, { timeout: 30_000 }).toBe(1);
    await Promise.all([close(), close()]);
    expect(await asked).toMatchObject({ code: "conversation-closed" });
    await expect(conversation.ask("More")).rejects.toMatchObject({ code: "conversation-closed" });
    await expect(open()).rejects.toMatchObject({ code: "conversation-closed" });
  });

  it("ends a conversation whose credential hangs", async () => {
    on = await stage();
    let calls = 0;
    const hanging: TokenCredential = { getToken: () => ((calls += 1), new Promise(() => {})) };
    const { open, close } = bound(begin({ credential: hanging }));
    const conversation = await open();
    const asked = conversation.ask("Hello").catch((error: unknown) => error);
    await expect.poll(() => calls, { timeout: 30_000 }).toBe(1);
    await close();
    expect(await asked).toMatchObject({ code: "conversation-closed" });
  });

  it("leaves a client alone that the program owns", async () => {
    on = await stage();
    const { open, close } = bound(begin({ client: on.client }));
    await (await open()).ask("Hello");
    await close();
    const session = await on.client.createSession({ model, provider: { baseUrl: endpoint } });
    await session.disconnect();
  });

  it("ends one conversation at the end of its scope and leaves the others", async () => {
    on = await stage();
    const { open } = bound(begin());
    const [one, two] = [await open(), await open()];
    await one[Symbol.asyncDispose]();
    await expect(one.ask("Hello")).rejects.toMatchObject({ code: "conversation-closed" });
    expect((await two.ask("Hello")).text).toMatch(/^Hello from contoso/);
  });
});

it("validates at once, and starts nothing before the first conversation", async () => {
  on = await stage();
  expect(() => begin({ model: "" })).toThrowError(expect.objectContaining({ code: "model-missing" }));
  expect(() => begin({ endpoint: "undefined" })).toThrowError(expect.objectContaining({ code: "endpoint-placeholder" }));
  begin();
  expect(on.sandbox.requests).toEqual([]);
});

function bound(made: FoundryAgent) {
  return { open: () => made.open(), close: () => made.close() };
}

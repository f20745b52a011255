import { afterEach, describe, expect, it } from "vitest";
import { ask } from "../src/ask.ts";
import { isFoundryAuthError, type AnyFoundryAuthError } from "../src/errors.ts";
import { foundryProvider, foundryStaticProvider } from "../src/provider.ts";
import { tokenSource } from "../src/token-source.ts";
import { stage, type Stage } from "./stage.ts";

const endpoint = "https://contoso.openai.azure.com";
const model = "gpt-5.5";
const scope = "https://ai.azure.com/.default";

let on: Stage;
afterEach(() => on.close());

async function refusal(promise: Promise<unknown>): Promise<AnyFoundryAuthError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isFoundryAuthError(error)) throw new Error(`Expected a FoundryAuthError, got ${String(error)}`);
  return error;
}

it("answers, and counts prompts of one session as one history", async () => {
  on = await stage();
  const session = await on.open(foundryProvider({ endpoint, model, credential: on.credential }));
  expect(await ask(session, "Hello")).toMatchObject({ text: "Hello from contoso, request 1, 1 user texts.", event: { type: "assistant.message" } });
  expect((await ask(session, { prompt: "And again" })).text).toBe("Hello from contoso, request 2, 2 user texts.");
  on.expectNoLeak();
});

it("makes prompts on one session wait for each other", async () => {
  on = await stage();
  const session = await on.open(foundryProvider({ endpoint, model, credential: on.credential }));
  const texts = await Promise.all(["one", "two", "three"].map(async (prompt) => (await ask(session, prompt)).text));
  expect(texts).toEqual([1, 2, 3].map((n) => `Hello from contoso, request ${n}, ${n} user texts.`));
});

describe("refusals carry the service's own code and text, which sendAndWait loses", () => {
  it.each<[fault: string, evidence: Record<string, unknown>]>([
    ["rbac-no-data-role", { status: 401, code: "PermissionDenied", causeId: "rbac-no-data-role", text: expect.stringContaining("lacks the required data action") }],
    ["deployment-not-found", { status: 404, code: "DeploymentNotFound", causeId: "deployment-not-found", attempts: 1 }],
    ["tenant-mismatch", { status: 400, causeId: "tenant-mismatch", text: expect.stringContaining("does not match resource tenant") }],
    ["token-wrong-audience", { status: 401, causeId: "token-wrong-audience", text: expect.stringContaining("audience is incorrect") }],
    ["network-access-denied", { status: 403, causeId: "network-access-denied" }],
  ])("%s", async (fault, evidence) => {
    on = await stage(fault);
    const name = on.sandbox.env.FOUNDRY_MODEL ?? model;
    const provider = foundryProvider({ endpoint: on.sandbox.env.FOUNDRY_RESOURCE_URL, model: name, scope: on.sandbox.env.FOUNDRY_SCOPE, credential: on.credential });
    const error = await refusal(ask(await on.open(provider, { model: name }), "Hello"));
    expect(error.code).toBe("service-refused");
    expect(error.evidence).toMatchObject(evidence);
    expect(error.message).not.toMatch(/COPILOT_PROVIDER|API_KEY/);
    on.expectNoLeak(error);
  });

  it("tells a missing role from a bad token, though both are 401", async () => {
    on = await stage("rbac-no-data-role");
    const source = tokenSource({ credential: on.credential, scope });
    const session = await on.open(foundryProvider({ endpoint, model, credential: source }));
    expect(await refusal(ask(session, "Hello", { source }))).toMatchObject({ evidence: { causeId: "rbac-no-data-role" } });
  });
});

describe("after an error", () => {
  it("a retry at once gets its own answer, not the failed turn's empty end", async () => {
    on = await stage();
    const provider = foundryProvider({ endpoint, model, credential: on.credential });
    const account = on.sandbox.world.accounts[0];
    for (let round = 0; round < 5; round += 1) {
      const session = await on.open(provider);
      const deployments = account?.deployments.splice(0) ?? [];
      await refusal(ask(session, "fails"));
      account?.deployments.push(...deployments);
      expect((await ask(session, "works")).text).toMatch(/2 user texts/);
    }
  });

  it("the SDK's own sendAndWait may follow at once, too: the error comes after the failed turn's end", async () => {
    on = await stage();
    const provider = foundryProvider({ endpoint, model, credential: on.credential });
    for (let round = 0; round < 5; round += 1) {
      on.sandbox.break("network-access-denied");
      const session = await on.open(provider);
      await refusal(ask(session, "fails"));
      on.sandbox.heal();
      expect((await session.sendAndWait("works"))?.data.content).toMatch(/2 user texts/);
    }
  });

  it("a prompt is not answered by the end of a turn that the SDK's own sendAndWait left behind", async () => {
    on = await stage();
    const provider = foundryStaticProvider({ endpoint, model, token: (await on.credential.getToken(scope))?.token });
    for (let round = 0; round < 5; round += 1) {
      on.sandbox.break("network-access-denied");
      const session = await on.open(provider);
      await session.sendAndWait("fails").catch(() => {});
      on.sandbox.heal();
      expect((await ask(session, "works")).text).toMatch(/2 user texts/);
    }
  });
});

it("a session that was closed says so at once", async () => {
  on = await stage();
  const session = await on.open(foundryProvider({ endpoint, model, credential: on.credential }));
  await session.disconnect();
  expect(await refusal(ask(session, "Hello"))).toMatchObject({ code: "answer-missing", evidence: { reason: expect.stringContaining("was not sent") } });
});

describe("deadlines", () => {
  it("gives up on a service that hangs, and the session can be closed", async () => {
    on = await stage("wire-hang");
    const session = await on.open(foundryProvider({ endpoint, model, credential: on.credential }));
    const error = await refusal(ask(session, "Hello", { timeout: 1_000 }));
    expect(error).toMatchObject({ code: "answer-timeout", evidence: { milliseconds: 1_000 } });
    await session.disconnect();
  });

  it("a prompt after one that timed out is answered, and by its own answer", async () => {
    on = await stage("wire-hang");
    const session = await on.open(foundryProvider({ endpoint, model, credential: on.credential }));
    await refusal(ask(session, "hangs", { timeout: 1_000 }));
    on.sandbox.heal();
    expect((await ask(session, "works", { timeout: 20_000 })).text).toMatch(/^Hello from contoso/);
  });

  it("ends with the caller's signal", async () => {
    on = await stage("wire-hang");
    const session = await on.open(foundryProvider({ endpoint, model, credential: on.credential }));
    expect(await refusal(ask(session, "Hello", { signal: AbortSignal.timeout(300) }))).toMatchObject({ code: "aborted" });
    expect(await refusal(ask(session, "Hello", { signal: AbortSignal.abort() }))).toMatchObject({ code: "aborted" });
  });
});

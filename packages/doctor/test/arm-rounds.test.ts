import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type FactName, known } from "../src/facts.ts";
import { gather } from "../src/gather.ts";
import { accountProbes } from "../src/probes/arm-account.ts";
import { roleProbes } from "../src/probes/arm-roles.ts";
import { accountId, roleAssignment, subscription as subscriptionScope, token } from "./diagnosis-facts.ts";
import { settingsAt, toolsWith } from "./local-service.ts";

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** Milliseconds without a new request after which everyone who waits is answered. */
const quiet = 300;

/** A service that answers only when nobody else comes any more: each wave is one round trip of the critical path. */
async function waves(answer: (path: string) => unknown): Promise<{ origin: string; rounds: string[][] }> {
  const rounds: string[][] = [];
  let held: { path: string; response: ServerResponse }[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const server = createServer((request, response) => {
    request.resume();
    held.push({ path: request.url ?? "", response });
    clearTimeout(timer);
    timer = setTimeout(() => {
      const wave = held;
      held = [];
      rounds.push(wave.map(({ path }) => path));
      for (const one of wave) one.response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer(one.path)));
    }, quiet);
  });
  await new Promise<void>((ready) => {
    server.listen(0, "127.0.0.1", ready);
  });
  open.push(() => {
    clearTimeout(timer);
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, rounds };
}

const { id, ...properties } = roleAssignment({ role: "c0570000-0000-4000-8000-000000000001" });

const subscription = subscriptionScope.replace("/subscriptions/", "");
const elsewhere = "5ab50000-1111-4222-8333-00000000ffff";

function answer(path: string): unknown {
  if (path.includes("ResourceGraph")) return { data: [{ id: accountId, sub: "contoso" }] };
  if (path.startsWith(`/subscriptions/${elsewhere}/`)) return { value: [] };
  if (path.includes("/roleDefinitions/")) return { id: "d", name: "d", properties: { permissions: [] } };
  if (path.includes("/roleAssignments")) return { value: [{ id, properties }] };
  return path.includes("/accounts/contoso?") ? { id: accountId, properties: {} } : { value: [] };
}

const wanted: FactName[] = ["account", "deployments", "roleAssignments", "roleDefinitions", "denyAssignments", "eligibilities", "permissions"];

async function roundsOf(changes: Parameters<typeof settingsAt>[1], env: Record<string, string> = {}): Promise<string[][]> {
  const { origin, rounds } = await waves(answer);
  const tools = { ...toolsWith({ arm: "t" }, 10_000), env };
  open.push(() => tools.close());
  const acquired = known({ outcome: "token", scope: "", source: "ManagedIdentityCredential", members: [] } as const);
  const start = { settings: known(settingsAt(origin, changes)), armToken: acquired, token: known(token) };
  await gather([...accountProbes, ...roleProbes], tools, { wanted, offline: false, probeTimeoutMs: 20_000, signal: new AbortController().signal, start });
  return rounds;
}

describe("everything that Resource Manager is asked takes", () => {
  it("three round trips: who serves the host, all lists at once, definitions of the roles that were found", async () => {
    const rounds = await roundsOf({});
    expect(rounds.map(({ length }) => length)).toEqual([1, 10, 1]);
    expect(rounds[2]?.[0]).toContain("/roleDefinitions/");
  });

  it.each([
    ["--subscription", { subscription }, {}],
    ["AZURE_SUBSCRIPTION_ID", {}, { AZURE_SUBSCRIPTION_ID: subscription }],
  ])("two when %s names the subscription: the caller's roles there are asked for while the account is looked for", async (_, changes, env) => {
    const rounds = await roundsOf(changes, env);
    expect(rounds.map(({ length }) => length)).toEqual([2, 10]);
    expect(rounds[1]?.filter((path) => path.includes("/roleDefinitions/"))).toHaveLength(1);
    expect(new Set(rounds.flat()).size, "nothing is asked twice").toBe(12);
  });

  it("three when the subscription that is named is not the account's", async () => {
    const rounds = await roundsOf({}, { AZURE_SUBSCRIPTION_ID: elsewhere });
    expect(rounds.map(({ length }) => length)).toEqual([2, 10, 1]);
  });

  it("two when the account's id is given", async () => {
    expect((await roundsOf({ resourceId: accountId })).map(({ length }) => length)).toEqual([10, 1]);
  });
});

import type { Facts } from "../facts.ts";
import { known, unknown } from "../facts.ts";
import type { ProbeTools } from "../probe.ts";
import { defineProbe } from "../probe.ts";
import { decodeUnverified } from "../jwt/decode.ts";
import { describeProblem, tenantInChallenge } from "./arm-answer.ts";
import { type ArmClient, createArmClient } from "./arm-client.ts";
import { findAccount } from "./arm-find-account.ts";
import { partsOfId, readAccount, readDeployment } from "./arm-shapes.ts";
import type { SettingsFact } from "../facts/settings.ts";

const version = "api-version=2025-06-01";

/** A client with the management token, or undefined when there is none. */
export function armFor(settings: SettingsFact, tools: ProbeTools, signal: AbortSignal): ArmClient | undefined {
  const token = tools.tokens.get("arm");
  return token === undefined ? undefined : createArmClient(settings.cloud.arm, token, tools, signal);
}

/** The subscription of AZURE_SUBSCRIPTION_ID, where it holds an id. Tools and programs read it, so it is often the resource's. */
export function ambientSubscription({ env }: ProbeTools): string | undefined {
  return /^[0-9a-f-]{36}$/i.exec(env["AZURE_SUBSCRIPTION_ID"]?.trim() ?? "")?.[0];
}

/** Who the management token is for: Resource Manager only answers a token of the subscription's own tenant. */
export function armCaller(tools: ProbeTools): { objectId?: string; tenantId?: string } {
  const decoded = decodeUnverified(tools.tokens.get("arm") ?? "");
  const claim = (name: string): string | undefined => {
    const value = decoded.ok ? decoded.claims[name] : undefined;
    return typeof value === "string" ? value : undefined;
  };
  const [objectId, tenantId] = [claim("oid"), claim("tid")];
  return { ...(objectId !== undefined && { objectId }), ...(tenantId !== undefined && { tenantId }) };
}

/** Object id whose access is asked about: the one named by option, else the token's. Checked, because it goes into a filter. */
export function askedPrincipal(settings: SettingsFact, { token }: Partial<Facts>): string | undefined {
  const id = settings.principal ?? (token?.known === true ? token.value.principal.objectId : undefined);
  return id !== undefined && /^[0-9a-f-]{36}$/i.test(id) ? id : undefined;
}

/** Which account serves the host. With an id given, nobody has to be asked. */
export const accountIdProbe = defineProbe({
  id: "account search",
  gives: ["accountId"],
  needs: ["settings", "armToken"],
  online: true,
  urgent: true,
  run: async ({ known: { settings }, tools }, signal) => {
    const given = settings.resourceId;
    if (given !== undefined) return { accountId: known({ found: true, id: given.replace(/\/projects\/[^/]+\/?$/i, ""), by: "resource-id" }) };
    const endpoint = settings.endpoint.parsed;
    if (endpoint === undefined) return { accountId: unknown("settings", "there is no endpoint to look for") };
    const arm = armFor(settings, tools, signal);
    if (arm === undefined) return { accountId: unknown("armToken", "no management token, so Azure Resource Manager was not asked") };
    return { accountId: known((await findAccount(arm, settings, endpoint)).fact) };
  },
});

/** The account's own settings. */
export const accountProbe = defineProbe({
  id: "account",
  gives: ["account"],
  needs: ["settings", "armToken", "accountId"],
  online: true,
  run: async ({ known: { settings, accountId }, tools }, signal) => {
    if (!accountId.found) return { account: known(accountId) };
    const arm = armFor(settings, tools, signal);
    if (arm === undefined) return { account: unknown("armToken") };
    const isProject = settings.endpoint.parsed?.kind === "project";
    const [result, projects] = await Promise.all([
      arm.get(`${accountId.id}?${version}`),
      isProject ? arm.list(`${accountId.id}/projects?${version}`, "projects") : undefined,
    ]);
    if (result.ok) {
      const account = readAccount(result.value, accountId.by, accountId.tenantId ?? armCaller(tools).tenantId);
      // A project is listed as ACCOUNT/PROJECT.
      const listed = (projects?.items ?? []).map(({ name }) => String(name).split("/").at(-1) ?? "");
      return { account: known({ ...account, projects: [...new Set([...account.projects, ...listed])] }) };
    }
    const sentence = describeProblem("account", result.problem);
    if (result.problem.kind === "not-found") return { account: known({ found: false, complete: true, looked: [partsOfId(accountId.id).subscriptionId], gaps: [sentence] }) };
    return { account: unknown(result.problem.kind === "forbidden" ? "forbidden" : "failed", sentence) };
  },
});

/** Model deployments of the account. */
export const deploymentsProbe = defineProbe({
  id: "deployments",
  gives: ["deployments"],
  needs: ["settings", "armToken", "accountId"],
  online: true,
  run: async ({ known: { settings, accountId }, tools }, signal) => {
    const arm = armFor(settings, tools, signal);
    if (!accountId.found || arm === undefined) return { deployments: unknown(arm === undefined ? "armToken" : "accountId") };
    const { items, complete, gaps, problem } = await arm.list(`${accountId.id}/deployments?${version}`, "deployments");
    if (problem !== undefined && items.length === 0) return { deployments: unknown(problem.kind === "forbidden" ? "forbidden" : "failed", gaps[0]) };
    return { deployments: known({ items: items.map(readDeployment), complete, gaps }) };
  },
});

/** The tenant of the subscription that was named, which Resource Manager tells in its challenge to a request without a token. */
export const resourceTenantProbe = defineProbe({
  id: "resource's tenant",
  gives: ["resourceTenant"],
  needs: ["settings"],
  online: true,
  run: async ({ known: { settings }, tools }, signal) => {
    const named = settings.resourceId === undefined ? settings.subscription : partsOfId(settings.resourceId).subscriptionId;
    const subscription = named ?? ambientSubscription(tools);
    if (subscription === undefined) return { resourceTenant: unknown("not-asked", "no subscription was named (--subscription, --resource-id or AZURE_SUBSCRIPTION_ID)") };
    const url = `${settings.cloud.arm}/subscriptions/${encodeURIComponent(subscription)}?api-version=2022-12-01`;
    const answer = await tools.http.request({ method: "GET", url }, signal);
    const tenantId = answer.kind === "answer" ? tenantInChallenge(answer.headers["www-authenticate"]) : undefined;
    if (tenantId !== undefined) return { resourceTenant: known({ tenantId, from: `GET ${settings.cloud.arm}/subscriptions/${subscription} without a token`, ...(named === undefined && { assumed: true }) }) };
    return { resourceTenant: unknown("failed", answer.kind === "failure" ? answer.failure.message : `the answer (HTTP ${answer.status}) named no tenant`) };
  },
});

/** Everything about the account, in the order in which the report speaks of it. */
export const accountProbes = [resourceTenantProbe, accountIdProbe, accountProbe, deploymentsProbe] as const;

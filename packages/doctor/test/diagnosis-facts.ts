import { type FactName, type Facts, type FactValues, factsFrom, unknown } from "../src/facts.ts";
import type { ServiceAnswer } from "../src/facts/network.ts";
import type { RoleAssignment } from "../src/facts/resource.ts";
import { roleIds } from "../src/rbac/roles.ts";
import { settingsAt } from "./local-service.ts";

export const subscription = "/subscriptions/00000000-0000-0000-0000-0000000000aa";
export const accountId = `${subscription}/resourceGroups/rg-contoso/providers/Microsoft.CognitiveServices/accounts/contoso`;
export const caller = "11111111-1111-1111-1111-111111111111";
export const appId = "aaaaaaaa-1111-1111-1111-111111111111";
export const tenantId = "7f1a2b3c-0c0e-4a55-9d10-c0470500aaaa";
export const otherTenant = "8e2b3c4d-1d1f-4b66-8e21-fab71ca0bbbb";
/** Unix seconds at which these facts were gathered. */
export const now = 1_790_000_000;
const minutesAgo = (minutes: number): string => new Date((now - minutes * 60) * 1000).toISOString();

/** An assignment of OpenAI User to the caller at the account, a day old. */
export function roleAssignment(changes: Partial<RoleAssignment> & { role?: string; minutes?: number } = {}): RoleAssignment {
  const { role = roleIds.openAiUser, minutes = 1440, ...rest } = changes;
  return {
    id: `${rest.scope ?? accountId}/providers/Microsoft.Authorization/roleAssignments/${role}-${rest.principalId ?? caller}`,
    scope: accountId,
    roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
    principalId: caller,
    principalType: "ServicePrincipal",
    createdOn: minutesAgo(minutes),
    ...rest,
  };
}

/** The list as the probe gives it; those of the caller (or with `forPrincipal`) were listed for it. */
export function roleAssignments(items: RoleAssignment[], changes: Partial<FactValues["roleAssignments"]> = {}): FactValues["roleAssignments"] {
  const forPrincipal = items.filter(({ principalId }) => principalId === caller).map(({ id }) => id);
  return { items, complete: true, gaps: [], elsewhere: [], groupsCounted: true, forPrincipal, principalId: caller, scope: accountId, ...changes };
}

/** An answer of the service as the probe reads it. */
export function answer(status: number, code?: string, message?: string, changes: Partial<ServiceAnswer> = {}): ServiceAnswer {
  return {
    method: "POST",
    url: "https://contoso.openai.azure.com/openai/v1/responses",
    status,
    ...(code !== undefined && { code }),
    ...(message !== undefined && { message }),
    headers: {},
    excerpt: message ?? "",
    ms: 5,
    ...changes,
  };
}

export const refusals = {
  lacks: answer(401, "PermissionDenied", `The principal \`${caller}\` lacks the required data action \`Microsoft.CognitiveServices/accounts/OpenAI/responses/write\` to perform \`POST /openai/v1/responses\` operation.`),
  generic: answer(401, "PermissionDenied", "Principal does not have access to API/Operation."),
  token: answer(401, "401", "Unauthorized. Access token is missing, invalid, audience is incorrect (https://cognitiveservices.azure.com/ or https://ai.azure.com), or have expired."),
  tenant: answer(400, "Tenant provided in token does not match resource token", `Token tenant ${tenantId} does not match resource tenant.`),
};

/** A healthy account. */
export const account: FactValues["account"] & { found: true } = {
  found: true,
  id: accountId,
  name: "contoso",
  resourceGroup: "rg-contoso",
  subscriptionId: "00000000-0000-0000-0000-0000000000aa",
  tenantId,
  kind: "AIServices",
  location: "swedencentral",
  customSubdomain: "contoso",
  endpoint: "https://contoso.cognitiveservices.azure.com/",
  endpoints: {},
  disableLocalAuth: true,
  publicNetworkAccess: "Enabled",
  privateEndpoints: [],
  provisioningState: "Succeeded",
  projects: ["demo"],
  capabilities: {},
  by: "resource-graph",
};

/** A managed identity's token that is right for the endpoint. */
export const token: FactValues["token"] = {
  header: { alg: "RS256", kid: "k" },
  principal: { kind: "managed-identity", objectId: caller, appId },
  audience: "https://ai.azure.com",
  tenantId,
  issuedAt: now - 60,
  notBefore: now - 360,
  expiresAt: now + 3540,
  scopes: [],
  roles: [],
  groupsOverage: false,
  cae: false,
  seenAt: now,
  problems: [],
};

const deployment = (name: string, capabilities: Record<string, string>) => ({ name, model: name, format: "OpenAI", version: "1", state: "Succeeded", capabilities });

/** Everything known and healthy. */
export const healthy: Partial<FactValues> = {
  settings: settingsAt("https://contoso.openai.azure.com", { model: { value: "gpt-5.5", source: "$FOUNDRY_MODEL" } }),
  token,
  clock: { skewSeconds: 0, samples: [], serverNow: now },
  accountId: { found: true, id: accountId, by: "resource-graph" },
  account,
  deployments: { items: [deployment("gpt-5.5", { responses: "true", chatCompletion: "true" }), deployment("text-embedding-3-small", { embeddings: "true" })], complete: true, gaps: [] },
  roleAssignments: roleAssignments([roleAssignment()]),
  denyAssignments: { items: [], complete: true, gaps: [] },
  models: answer(200, undefined, undefined, { method: "GET", url: "https://contoso.openai.azure.com/openai/v1/models", ids: ["gpt-5.5"] }),
  inference: answer(200),
};

/** The healthy facts with some changed, and some unknown because they could not be read. */
export function facts(changes: Partial<FactValues> = {}, missing: readonly FactName[] = []): Facts {
  const all = factsFrom({ ...healthy, ...changes });
  return { ...all, ...Object.fromEntries(missing.map((name) => [name, unknown("forbidden")])) };
}

import type { PrincipalKind, TokenFact } from "../facts/identity.ts";

/** A line of the description: a label and a sentence. */
export type TokenLine = readonly [label: string, text: string];

const kinds: Readonly<Record<PrincipalKind, string>> = { user: "a user", app: "an app (service principal)", "managed-identity": "a managed identity", unknown: "an unknown kind of principal" };

const audiences: Readonly<Record<string, string>> = {
  "https://ai.azure.com": "Microsoft Foundry",
  "18a66f5f-dbdf-4c17-9dd7-1634712a9cbe": "Microsoft Foundry (app id of Azure Machine Learning)",
  "https://cognitiveservices.azure.com": "Azure AI services and Azure OpenAI",
  "7d312290-28c8-473c-a0ed-8e53749b6d6d": "Azure AI services and Azure OpenAI (app id)",
  "https://management.azure.com": "Azure Resource Manager, not a model endpoint",
  "https://management.core.windows.net": "Azure Resource Manager, not a model endpoint",
  "797f4846-ba00-4fd7-ba43-dac1f8f63013": "Azure Resource Manager, not a model endpoint",
  "https://graph.microsoft.com": "Microsoft Graph, not a model endpoint",
  "00000003-0000-0000-c000-000000000000": "Microsoft Graph, not a model endpoint",
};

/** A token's claims in words: who, for what, from where, how long. Pure; says that nothing is verified unless told otherwise. */
export function describeToken(token: TokenFact, verified: string | undefined): TokenLine[] {
  const { principal } = token;
  const lines: (TokenLine | undefined)[] = [
    ["who", [kinds[principal.kind], principal.name, principal.objectId && `object id ${principal.objectId}`, principal.appId && `app id ${principal.appId}`].filter(isText).join(", ")],
    line("identity", principal.identityResourceId),
    line("host", principal.hostResourceId),
    ["for", [token.audience === "" ? "no audience" : token.audience, audiences[token.audience.replace(/\/+$/, "").toLowerCase()]].filter(isText).join(": ")],
    ["from", [token.tenantId && `tenant ${token.tenantId}`, token.issuer && `issued by ${token.issuer}`, token.version && `version ${token.version}`].filter(isText).join(", ")],
    ["how long", lifetime(token)],
    ["may", rights(token)],
    token.groups === undefined && !token.groupsOverage ? undefined : ["groups", token.groupsOverage ? "too many to fit; Microsoft Graph has them" : `${token.groups?.length ?? 0} in the token`],
    token.cae ? ["revocation", "can be revoked at any moment (continuous access evaluation)"] : undefined,
    ["signature", `${token.header.alg ?? "no algorithm"}${token.header.kid === undefined ? "" : `, key ${token.header.kid}`}; ${verified ?? "not verified (--verify checks it with the issuer's keys)"}`],
  ];
  return lines.filter((entry) => entry !== undefined && entry[1] !== "") as TokenLine[];
}

function lifetime({ issuedAt, expiresAt, seenAt, notBefore }: TokenFact): string {
  if (expiresAt === undefined) return "does not say when it expires";
  const left = expiresAt - seenAt;
  const state = left <= 0 ? `expired ${span(-left)} ago` : notBefore !== undefined && notBefore > seenAt ? `valid only in ${span(notBefore - seenAt)}` : `${span(left)} left`;
  const life = issuedAt === undefined ? "" : `, made to last ${span(expiresAt - issuedAt)}`;
  return `until ${new Date(expiresAt * 1000).toISOString().replace(".000Z", "Z")}, ${state}${life}`;
}

function rights({ scopes, roles, principal }: TokenFact): string {
  if (scopes.length > 0) return `act for the user: ${scopes.join(" ")}`;
  if (roles.length > 0) return `app permissions: ${roles.join(" ")}`;
  return principal.kind === "user" ? "" : "what its Azure roles allow; those are never in a token";
}

function span(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 360) / 10} h` : `${Math.round(seconds / 86_400)} days`;
}

function line(label: string, text: string | undefined): TokenLine | undefined {
  return text === undefined ? undefined : [label, text];
}

function isText(value: string | undefined): value is string {
  return value !== undefined && value !== "";
}

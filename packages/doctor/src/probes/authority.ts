import type { AuthorityFact } from "../facts/network.ts";
import type { SettingsFact } from "../facts/settings.ts";
import { known, unknown } from "../facts.ts";
import type { PublishedKey } from "../jwt/verify.ts";
import type { ProbeTools } from "../probe.ts";
import { defineProbe } from "../probe.ts";

/** The tenant's OpenID metadata: that the authority can be reached, knows the tenant, and which keys sign its tokens. */
export const authorityProbe = defineProbe({
  id: "authority",
  gives: ["authority"],
  needs: ["settings"],
  after: ["token"],
  online: true,
  run: async ({ known: { settings }, facts, tools }, signal) => {
    const fromToken = facts.token?.known === true ? facts.token.value.tenantId : undefined;
    const tenant = fromToken ?? settings.tenant ?? text(tools.env["AZURE_TENANT_ID"]);
    if (tenant === undefined) return { authority: unknown("token", "no tenant is named, neither by a token nor by AZURE_TENANT_ID") };
    const { fact, keys } = await readAuthority(authorityOf(settings, tools), tenant, tools, signal);
    return { authority: known(keys === undefined ? fact : { ...fact, keys: keys.map(summary) }) };
  },
});

/** The token's signature against the keys of its own issuer, asked for with --verify. */
export const signatureProbe = defineProbe({
  id: "signature",
  gives: ["signature"],
  needs: ["settings", "token"],
  online: true,
  run: async ({ known: { settings, token }, tools }, signal) => {
    const text = tools.tokens.get("data");
    if (!tools.options.verify || text === undefined) return { signature: unknown("not-asked", "--verify was not given") };
    const tenant = token.tenantId;
    if (tenant === undefined || !/^[0-9a-f-]{36}$/i.test(tenant)) {
      return { signature: known({ verified: false, code: "issuer", reason: "the token names no tenant, so its issuer's keys cannot be found" }) };
    }
    const authority = issuerAuthority(settings, tools);
    const { fact, keys } = await readAuthority(authority, tenant, tools, signal);
    if (fact.issuer === undefined || fact.jwksUri === undefined || keys === undefined) {
      return { signature: unknown("authority", fact.message ?? fact.failure?.message ?? "the issuer's keys could not be read") };
    }
    const { verify } = await import("../jwt/verify.ts");
    return { signature: known(verify(text, { issuer: fact.issuer.replace("{tenantid}", tenant), url: fact.jwksUri, keys })) };
  },
});

/** Reads metadata and keys over TLS; the keys must come from the authority's own host. They are asked for beside the metadata, where Entra has them, and again only when the metadata names another place. */
async function readAuthority(authority: string, tenant: string, tools: ProbeTools, signal: AbortSignal): Promise<{ fact: AuthorityFact; keys?: PublishedKey[] }> {
  const host = new URL(authority).hostname;
  const base = { host, tenantAsked: tenant };
  const at = `${authority}/${encodeURIComponent(tenant)}`;
  const usual = `${at}/discovery/v2.0/keys`;
  const asked = tools.http.request({ method: "GET", url: usual }, signal);
  const answer = await tools.http.request({ method: "GET", url: `${at}/v2.0/.well-known/openid-configuration` }, signal);
  if (answer.kind === "failure") return { fact: { ...base, status: 0, failure: answer.failure } };
  const body = parseObject(answer.body);
  if (answer.status !== 200 || body === undefined) {
    const message = text(body?.["error_description"]) ?? `the authority answered ${answer.status}`;
    const code = /AADSTS(\d{5,7})/.exec(message)?.[1];
    return { fact: { ...base, status: answer.status, message: message.slice(0, 500), ...(code === undefined ? {} : { aadsts: Number(code) }) } };
  }
  const fields = { issuer: text(body["issuer"]), tokenEndpoint: text(body["token_endpoint"]), jwksUri: text(body["jwks_uri"]), cloudInstance: text(body["cloud_instance_name"]) };
  const tenantId = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(fields.issuer ?? "")?.[0];
  const present = Object.fromEntries(Object.entries({ ...fields, tenantId }).filter(([, value]) => value !== undefined));
  const fact: AuthorityFact = { ...base, status: 200, ...present };
  if (fields.jwksUri === undefined || !isOwn(fields.jwksUri, authority)) return { fact };
  const published = await (fields.jwksUri === usual ? asked : tools.http.request({ method: "GET", url: fields.jwksUri }, signal));
  const keys = published.kind === "answer" && published.status === 200 ? parseObject(published.body)?.["keys"] : undefined;
  return Array.isArray(keys) ? { fact, keys: keys as PublishedKey[] } : { fact };
}

function authorityOf(settings: SettingsFact, tools: ProbeTools): string {
  const named = text(tools.env["AZURE_AUTHORITY_HOST"])?.replace(/\/+$/, "");
  if (named === undefined) return settings.cloud.authority;
  const url = /^[a-z]+:\/\//i.test(named) ? named : `https://${named}`;
  return URL.canParse(url) ? url : settings.cloud.authority;
}

/** Keys are taken only from a cloud's authority, this machine, or a host that was named as trusted. */
function issuerAuthority(settings: SettingsFact, tools: ProbeTools): string {
  const named = authorityOf(settings, tools);
  return tools.http.maySendSecret(named) && named.startsWith("https:") ? named : settings.cloud.authority;
}

function isOwn(jwksUri: string, authority: string): boolean {
  return URL.canParse(jwksUri) && new URL(jwksUri).origin === new URL(authority).origin;
}

function summary(key: PublishedKey): { kid: string; kty: string } {
  return { kid: key.kid ?? "", kty: key.kty ?? "" };
}

function parseObject(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

import type { EvidenceField, FixEvidence } from "../causes/cause.ts";
import { evidenceFields } from "../causes/cause.ts";
import type { Evidence } from "../check.ts";
import type { Facts } from "../facts.ts";

const fields: ReadonlySet<string> = new Set(evidenceFields);

/** Everything known that a fix can name: what the facts say, then what the check itself found, which wins. Pure. */
export function fixEvidence(facts: Facts, evidence: Evidence): FixEvidence {
  const own = Object.entries(evidence).flatMap(([name, value]) => {
    const text = Array.isArray(value) ? (value as readonly string[])[0] : value;
    return fields.has(name) && text !== undefined && text !== "" ? [[name, String(text)]] : [];
  });
  return { ...fromFacts(facts), ...Object.fromEntries(own) };
}

function fromFacts({ settings, environment, token, account, accountId, acquisition, chain, resourceTenant, dns, proxy, models }: Facts): FixEvidence {
  const values: { [F in EvidenceField]?: string | undefined } = {};
  const set = (field: EvidenceField, value: string | undefined): void => {
    if (value !== undefined && value !== "") values[field] = value;
  };
  if (environment.known) {
    set("appId", environment.value.variables["AZURE_CLIENT_ID"]?.value);
    set("tenantId", environment.value.variables["AZURE_TENANT_ID"]?.value);
    set("subscriptionId", environment.value.variables["AZURE_SUBSCRIPTION_ID"]?.value);
    set("webApp", environment.value.variables["WEBSITE_SITE_NAME"]?.value);
    set("containerApp", environment.value.variables["CONTAINER_APP_NAME"]?.value);
  }
  if (settings.known) {
    const { endpoint, model, scope, cloud, tenant, clientId, subscription } = settings.value;
    set("endpoint", endpoint.parsed?.origin ?? endpoint.problem?.suggestion);
    set("host", endpoint.parsed?.host);
    set("subdomain", endpoint.parsed?.subdomain);
    set("project", endpoint.parsed?.project);
    set("region", endpoint.parsed?.region);
    set("apiVersion", endpoint.parsed?.apiVersion);
    set("deployment", model?.value);
    set("scope", scope.value);
    set("resource", scope.value.replace(/\/\.default$/, ""));
    set("cloud", cloud.name);
    set("tenantId", tenant);
    set("appId", clientId);
    set("subscriptionId", subscription);
  }
  if (chain.known) set("identityClientId", chain.value.managedIdentity.clientId);
  if (token.known) {
    const { principal, tenantId, audience } = token.value;
    set("principalId", principal.objectId);
    set("principalType", principal.kind === "user" ? "User" : "ServicePrincipal");
    set("appId", principal.appId);
    set("tenantId", tenantId);
    set("audience", audience);
    set("identityResourceId", principal.identityResourceId ?? principal.hostResourceId);
  }
  if (acquisition.known) set("correlationId", acquisition.value.exchange?.correlationId);
  // The tenant that was asked already is no advice.
  if (resourceTenant.known && resourceTenant.value.tenantId !== values.tenantId) set("resourceTenantId", resourceTenant.value.tenantId);
  if (accountId.known && accountId.value.found) setAccount(accountId.value.id, set);
  if (account.known && account.value.found) {
    set("accountId", account.value.id);
    set("accountName", account.value.name);
    set("resourceGroup", account.value.resourceGroup);
    set("subscriptionId", account.value.subscriptionId);
    set("region", account.value.location);
    set("subdomain", account.value.customSubdomain);
  }
  if (account.known && account.value.found) set("publicNetworkAccess", account.value.publicNetworkAccess);
  const offered = models.known && settings.known ? newestOf(settings.value.model?.value, models.value.ids ?? []) : undefined;
  if (offered !== undefined) {
    set("model", offered.model);
    set("version", offered.version);
  }
  if (dns.known) set("host", dns.value.host);
  if (proxy.known && proxy.value.used !== undefined) set("proxy", `http://${proxy.value.used.host}:${proxy.value.used.port}`);
  return values;
}

function setAccount(id: string, set: (field: EvidenceField, value: string | undefined) => void): void {
  const match = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/[^/]+\/accounts\/([^/]+)/i.exec(id);
  set("accountId", id);
  set("subscriptionId", match?.[1]);
  set("resourceGroup", match?.[2]);
  set("accountName", match?.[3]);
}

/** Newest version of a model that the service offers: its list names models as MODEL-VERSION. Undefined when the name is no model's. */
function newestOf(model: string | undefined, ids: readonly string[]): { model: string; version: string } | undefined {
  if (model === undefined) return undefined;
  const versions = ids.filter((id) => id.toLowerCase().startsWith(`${model.toLowerCase()}-`)).map((id) => id.slice(model.length + 1));
  const version = versions.filter((one) => /^\d{4}-\d{2}-\d{2}$|^\d+$/.test(one)).toSorted().at(-1);
  return version === undefined ? undefined : { model, version };
}

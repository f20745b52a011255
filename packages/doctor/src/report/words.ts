import type { Evidence } from "../check.ts";
import type { Result } from "../diagnose.ts";

/** Label of each fact in sentences such as "because there is no …". */
const facts: Readonly<Record<string, string>> = {
  settings: "the endpoint", environment: "the environment", chain: "the credential chain", acquisition: "the sign-in", token: "the token", signature: "the signature",
  clock: "the servers' time", proxy: "the proxy", dns: "the name", tcp: "the connection", tls: "the TLS handshake", http: "the service's answer", authority: "the sign-in host's metadata",
  armToken: "the management token", graphToken: "the directory token", resourceTenant: "the resource's tenant", accountId: "the account's id", account: "the account", deployments: "the deployments",
  roleAssignments: "the role assignments", roleDefinitions: "the role definitions", denyAssignments: "the deny assignments", eligibilities: "the eligible roles", permissions: "the caller's permissions",
  groups: "the groups", principals: "the directory", models: "the list of models", inference: "the model's answer", tools: "the developer tools",
};

const reasons: Readonly<Record<string, string>> = {
  offline: "not asked with --offline", "not-asked": "not asked", "timed-out": "no answer in time", forbidden: "not allowed", failed: "could not be read", interrupted: "interrupted", option: "left out by --only or --skip", "not-applicable": "does not arise here",
};

/** Why a check was skipped, as the end of a sentence. */
export function skipReason(result: Result & { status: "skipped" }): string {
  if (result.detail !== undefined) return result.detail;
  return reasons[result.because] ?? `${facts[result.because] ?? result.because} is not known`;
}

const labels: Readonly<Record<string, string>> = {
  said: "it says", appId: "app id", tenantId: "tenant", principalId: "object id", clientIp: "caller's address", accountId: "account", resourceTenantId: "resource's tenant", identityClientId: "identity's client id",
  identityResourceId: "identity", ms: "milliseconds", expectedAudience: "expected audience", skewSeconds: "clock skew (s)", baseUrl: "base URL", cnames: "CNAME", noProxy: "NO_PROXY", passedOver: "passed over",
};

/** Evidence as label and text, in the order in which the check gave it; empty values are left out, and what these names say already. */
export function evidenceLines(evidence: Evidence): [string, string][] {
  const texts = Object.entries(evidence).flatMap(([name, value]): [string, string][] => {
    const text = typeof value === "object" ? value.join("; ") : value === undefined ? "" : String(value);
    return text === "" ? [] : [[name, text.replace(/\s+/g, " ").slice(0, 600)]];
  });
  const isSaid = (name: string, text: string): boolean => text.length > 7 && !comparing.has(name) && texts.some(([other, held]) => comparing.has(other) && held.includes(text));
  return texts.filter(([name, text]) => !isSaid(name, text)).map(([name, text]) => [labels[name] ?? name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase(), text]);
}

const comparing: ReadonlySet<string> = new Set(["source", "actual", "expected"]);

import { describe, expect, it } from "vitest";
import { aadstsCauses } from "../src/checks/credential/aadsts.ts";
import { credentialChecks } from "../src/checks/credential/index.ts";
import { aadsts } from "../src/causes/aadsts.ts";
import { causeIds } from "../src/causes/cause-ids.ts";
import type { Check } from "../src/check.ts";
import { known } from "../src/facts.ts";
import type { AcquisitionFact, TokenExchange } from "../src/facts/identity.ts";
import { appService, entraSays, exchange, frame, gave, refusal } from "./frame-facts.ts";
import { verdictOf } from "./judge.ts";

const check = (id: string): Check => credentialChecks.find((one) => one.id === id) as Check;
const identity = (changes: Partial<TokenExchange>): AcquisitionFact =>
  refusal("identity-endpoint", { source: "ManagedIdentityCredential", exchange: exchange({ to: "identity-endpoint", url: "http://127.0.0.1/msi", ...changes }) });
const network = (failure: NonNullable<TokenExchange["failure"]>): AcquisitionFact => refusal("network", { source: "EnvironmentCredential", exchange: exchange({ failure }) });
const tool = (reason: "tool-missing" | "tool-signed-out" | "tool-slow" | "tool-broken" | "tool-refused", message = "said"): AcquisitionFact => refusal("tool", { source: "AzureCliCredential", reason, message });
const laptop = { ...appService, IDENTITY_ENDPOINT: "", IDENTITY_HEADER: "" };
const { IDENTITY_ENDPOINT: _endpoint, IDENTITY_HEADER: _header, ...nowhere } = appService;
const failed = (kind: "tcp" | "timeout" | "proxy" | "tls" | "dns", code = "X"): NonNullable<TokenExchange["failure"]> => ({ kind, code, message: "m" });

const cases: [string, string, AcquisitionFact, string, Record<string, string>?][] = [
  ["credential", "a token", gave, "passed"],
  ["credential", "a selector that names nothing", refusal("configuration", { reason: "invalid-selector" }), "failed config-missing"],
  ["credential", "nothing is set up", refusal("configuration"), "failed no-usable-credential"],
  ["credential", "a certificate file that is not there", refusal("configuration", { reason: "unusable-file", message: "AZURE_CLIENT_CERTIFICATE_PATH: no" }), "failed cert-unusable"],
  ["credential", "a token file that is not there", refusal("configuration", { reason: "unusable-file", message: "AZURE_FEDERATED_TOKEN_FILE: no" }), "failed workload-webhook-missing"],
  ["credential", "a refusal is not its question", entraSays(7000222), "passed"],
  ["authority", "reached", { ...gave, exchange: exchange({ status: 200 }) }, "passed"],
  ["authority", "refused connection", network(failed("tcp")), "failed network-or-proxy"],
  ["authority", "no such name", network(failed("dns")), "failed network-or-proxy"],
  ["authority", "an untrusted certificate", network(failed("tls")), "failed tls-untrusted-ca"],
  ["authority", "no answer", network(failed("timeout")), "failed service-fault-or-throttled"],
  ["authority", "an authority that may not see secrets", network({ kind: "protocol", code: "TOKEN_WITHHELD", message: "m" }), "failed wrong-cloud"],
  ["developer-tool", "no tool decides", gave, "does not arise"],
  ["developer-tool", "az gave the token", { ...gave, source: "AzureCliCredential" }, "passed"],
  ["developer-tool", "az is not installed", tool("tool-missing"), "failed cli-not-installed"],
  ["developer-tool", "az is signed out", tool("tool-signed-out"), "failed cli-not-logged-in"],
  ["developer-tool", "az is too slow", tool("tool-slow"), "failed cli-call-failed"],
  ["developer-tool", "az crashes", tool("tool-broken"), "failed cli-call-failed"],
  ["developer-tool", "its cache cannot be read", tool("tool-broken", "Decryption failed: keyring"), "failed token-cache-broken"],
  ["developer-tool", "Entra's number in its words", entraSays(700082, "AADSTS700082", "AzureCliCredential"), "does not arise"],
  ["managed-identity", "a token", gave, "passed"],
  ["managed-identity", "Entra was asked instead", entraSays(7000222), "does not arise"],
  ["managed-identity", "no identity on App Service", identity({ status: 400, description: "No Managed Identity found for specified ClientId" }), "failed identity-not-assigned"],
  ["managed-identity", "no identity on a virtual machine", identity({ status: 400, error: "invalid_request", description: "Identity not found" }), "failed identity-not-assigned"],
  ["managed-identity", "several identities", identity({ status: 400, description: "Multiple user assigned identities exist" }), "failed identity-client-id-missing"],
  ["managed-identity", "an unknown resource", identity({ status: 400, error: "invalid_resource" }), "failed resource-not-found-bad-scope"],
  ["managed-identity", "Cloud Shell's list of audiences", identity({ status: 400, error: "AudienceNotSupported" }), "failed cloud-shell-audience"],
  ["managed-identity", "throttled", identity({ status: 429 }), "failed service-fault-or-throttled"],
  ["managed-identity", "a proxy's page", identity({ status: 502, error: "not-json" }), "failed imds-intercepted"],
  ["managed-identity", "Docker Desktop's answer", identity({ status: 403, description: "connecting to 169.254.169.254:80: connecting to 169.254.169.254: dial tcp: network is unreachable" }), "failed imds-intercepted"],
  ["managed-identity", "nothing listens on App Service", identity({ failure: failed("tcp") }), "failed imds-blocked"],
  ["managed-identity", "nobody answers on a laptop", identity({ failure: failed("timeout") }), "failed imds-unreachable", nowhere],
  ["managed-identity", "nobody answers with empty variables", identity({ failure: failed("timeout") }), "failed imds-blocked", laptop],
  ["sign-in", "the managed identity alone", gave, "does not arise"],
  ["sign-in", "accepted", { ...gave, source: "EnvironmentCredential", exchange: exchange({ status: 200 }) }, "passed"],
  ["sign-in", "an expired secret", entraSays(7000222), "failed secret-expired"],
  ["sign-in", "a wrong secret", entraSays(7000215), "failed secret-wrong"],
  ["sign-in", "an unknown app", entraSays(700016), "failed app-not-in-tenant"],
  ["sign-in", "an unknown number", entraSays(999999), "failed inconclusive"],
  ["sign-in", "an assertion that is too old", entraSays(700024, "AADSTS700024", "WorkloadIdentityCredential"), "failed federated-token-expired"],
  ["sign-in", "an assertion of another time, from a certificate", entraSays(700024), "failed clock-skew"],
  ["sign-in", "an expired login of a tool", entraSays(700082, "AADSTS700082", "AzureCliCredential"), "failed session-expired"],
  ["sign-in", "nobody could be asked", network(failed("tcp")), "undecided"],
  ["sign-in", "a page instead of an answer", refusal("sts", { exchange: exchange({ status: 200, error: "not-json" }) }), "failed network-or-proxy"],
  ["sign-in", "a server error", refusal("sts", { exchange: exchange({ status: 503, error: "temporarily_unavailable" }) }), "failed service-fault-or-throttled"],
];

describe("the credential", () => {
  it.each(cases)("%s: %s", (id, _title, acquisition, expected, env) => {
    expect(verdictOf(check(id), frame({ acquisition }, env))).toBe(expected);
  });

  it("an authority whose metadata names an issuer elsewhere is worth a look", () => {
    const authority = { host: "login.contoso.example", tenantAsked: "t", status: 200, issuer: "https://idp.example/t" };
    expect(verdictOf(check("authority"), frame({ authority }))).toBe("warned wrong-cloud");
    expect(verdictOf(check("authority"), frame({ authority: { ...authority, issuer: "https://sts.windows.net/t/" } }))).toBe("passed");
  });

  it("az with another subscription than the one asked for is worth a look", () => {
    const asked = frame({ acquisition: { ...gave, source: "AzureCliCredential" } }, undefined, { subscription: "5ab50000-1111-4222-8333-c04705000001" });
    const az = { present: true, signedIn: true, subscriptionId: "5ab50000-1111-4222-8333-00000000ffff", ms: 1 };
    expect(verdictOf(check("developer-tool"), { ...asked, tools: known({ az }) })).toBe("warned account-wrong");
    expect(verdictOf(check("developer-tool"), { ...asked, tools: known({ az: { ...az, subscriptionId: "5ab50000-1111-4222-8333-c04705000001" } }) })).toBe("passed");
  });

  it("every number that the check knows, pasted texts are read by as well", () => {
    expect(Object.keys(aadstsCauses).filter((code) => !aadsts.has(Number(code)))).toEqual([]);
  });

  it("every number of Entra leads to a cause that exists", () => {
    expect(Object.values(aadstsCauses).filter((cause) => !causeIds.includes(cause))).toEqual([]);
    expect(Object.keys(aadstsCauses).length).toBeGreaterThan(90);
  });
});

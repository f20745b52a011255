import { readChain } from "../src/environment/chain.ts";
import { readVariables } from "../src/environment/variables.ts";
import { type Facts, type FactValues, factsFrom } from "../src/facts.ts";
import type { AcquisitionFact, EnvironmentFact, TokenExchange } from "../src/facts/identity.ts";
import type { DnsFact, ProxyFact, TlsFact } from "../src/facts/network.ts";
import { type Asked, readSettings } from "../src/settings.ts";
import { answer, token } from "./diagnosis-facts.ts";

type Variables = Record<string, string>;

/** Variables of an App Service with a managed identity. */
export const appService: Variables = {
  FOUNDRY_RESOURCE_URL: "https://contoso.openai.azure.com",
  FOUNDRY_MODEL: "gpt-5.5",
  AZURE_TOKEN_CREDENTIALS: "ManagedIdentityCredential",
  IDENTITY_ENDPOINT: "http://127.0.0.1:41000/msi/token",
  IDENTITY_HEADER: "header-value",
};

/** Settings, environment and chain, worked out from variables as the program does it. */
export function fromVariables(env: Variables, asked: Partial<Asked> = {}, files: EnvironmentFact["files"] = []): Pick<FactValues, "settings" | "environment" | "chain"> {
  const settings = readSettings({ trustedHosts: [], offline: false, inference: true, ...asked }, env);
  return { settings, environment: { variables: readVariables(env), files, platform: "linux", node: "20.20.2" }, chain: readChain(env, settings) };
}

export const exchange = (changes: Partial<TokenExchange> = {}): TokenExchange => ({ to: "token-endpoint", url: "https://login.microsoftonline.com/t/oauth2/v2.0/token", codes: [], ms: 5, ...changes });

export const gave: AcquisitionFact = {
  outcome: "token",
  scope: "https://ai.azure.com/.default",
  source: "ManagedIdentityCredential",
  members: [{ name: "ManagedIdentityCredential", outcome: "token", message: "gave a token" }],
  exchange: exchange({ to: "identity-endpoint", url: "http://127.0.0.1:41000/msi/token", status: 200 }),
};

/** A refusal by Entra with a number. */
export function entraSays(aadsts: number, message = "AADSTS", source: "EnvironmentCredential" | "WorkloadIdentityCredential" | "AzureCliCredential" = "EnvironmentCredential"): AcquisitionFact {
  return refusal("sts", { source, aadsts, error: "invalid_client", message, exchange: exchange({ status: 401, error: "invalid_client", codes: [aadsts], description: message }) });
}

export function refusal(kind: (AcquisitionFact & { outcome: "refused" })["kind"], changes: Partial<AcquisitionFact & { outcome: "refused" }> = {}): AcquisitionFact {
  return { outcome: "refused", scope: "https://ai.azure.com/.default", kind, message: "refused", members: [], ...changes };
}

export const noProxy: ProxyFact = { variables: [], noProxy: [], excepts: { loopback: true, imds: true, identityEndpoint: true } };

export function proxied(connect: ProxyFact["connect"], changes: Partial<ProxyFact> = {}): ProxyFact {
  return {
    variables: [{ name: "HTTPS_PROXY", value: "http://proxy:8080", credentials: false }],
    noProxy: [],
    used: { variable: "HTTPS_PROXY", host: "proxy", port: 8080, credentials: false },
    ...(connect === undefined ? {} : { connect }),
    excepts: { loopback: false, imds: false, identityEndpoint: true },
    ...changes,
  };
}

export const dns: DnsFact = {
  host: "contoso.openai.azure.com",
  system: { addresses: ["20.1.2.3"], ms: 2 },
  servers: { addresses: ["20.1.2.3"], cnames: [], ms: 2 },
  siblings: [],
  privateLink: false,
  range: "public",
  byProxy: false,
};

export const tls: TlsFact = {
  host: "contoso.openai.azure.com",
  trusted: true,
  handshake: true,
  protocol: "TLSv1.3",
  chain: [{ subject: "*.openai.azure.com, Microsoft Corporation", issuer: "Microsoft TLS G2 RSA CA OCSP 02, Microsoft Corporation", names: ["*.openai.azure.com"], validFrom: "Jan 1 2026", validTo: "Jan 1 2027", fingerprint256: "AA", selfSigned: false }],
  foreignIssuer: false,
  looksLike: "azure",
  extraTrust: [],
  ms: 20,
};

const unauthenticated = answer(401, "401", "Access denied due to invalid subscription key or wrong API endpoint.", { method: "GET", headers: { "apim-request-id": "1" } });

/** Everything of the frame known and healthy, with changes. */
export function frame(changes: Partial<FactValues> = {}, env: Variables = appService, asked: Partial<Asked> = {}): Facts {
  return factsFrom({
    ...fromVariables(env, asked),
    acquisition: gave,
    token,
    clock: { skewSeconds: 0, samples: [{ host: "contoso.openai.azure.com", skewSeconds: 0 }], serverNow: 1_790_000_000 },
    proxy: noProxy,
    dns,
    tcp: { via: "direct", target: "contoso.openai.azure.com:443", connected: true, ms: 3 },
    tls,
    http: { ...unauthenticated, service: "foundry" },
    models: answer(200),
    inference: answer(200),
    ...changes,
  });
}

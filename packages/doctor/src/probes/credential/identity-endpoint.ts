import { readFile, realpath, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import type { ChainFact } from "../../facts/identity.ts";
import type { ProbeTools } from "../../probe.ts";
import type { HttpRequest } from "../http-client.ts";
import type { ExchangeResult } from "./exchange.ts";
import { exchangeToken } from "./exchange.ts";
import type { Attempt } from "./token-endpoint.ts";

/** How each host's identity service is asked; `{}` of the selector's name where it takes none. */
const dialects = {
  "app-service": { version: "2019-08-01", clientId: "client_id", header: "x-identity-header", secret: "IDENTITY_HEADER" },
  imds: { version: "2018-02-01", clientId: "client_id", header: "metadata" },
  arc: { version: "2020-06-01", header: "metadata" },
  "service-fabric": { version: "2019-07-01-preview", header: "secret", secret: "IDENTITY_HEADER" },
  "azure-ml": { version: "2017-09-01", clientId: "clientid", header: "secret", secret: "MSI_SECRET" },
  "cloud-shell": { header: "metadata" },
} as const satisfies Record<string, { version?: string; clientId?: string; header: string; secret?: string }>;

/** Asks the host's managed-identity service itself and gives its bare answer. `probe` first sees whether anyone is there, as the full chain does. */
export async function identityEndpoint(
  identity: ChainFact["managedIdentity"],
  scope: string,
  options: { probe: boolean },
  tools: ProbeTools,
  signal: AbortSignal,
): Promise<Attempt> {
  if (identity.source === "workload-identity") return { missing: "workload identity is set up here instead of a managed identity" };
  const dialect: { version?: string; clientId?: string; header: string; secret?: string } = dialects[identity.source];
  const endpoint = identity.endpoint ?? "";
  if (!URL.canParse(endpoint)) return { unusable: `the identity endpoint ${JSON.stringify(endpoint)} is not a URL` };
  const secret = dialect.secret === undefined ? "true" : (tools.env[dialect.secret] ?? "");
  if (dialect.secret !== undefined && !staysNear(new URL(endpoint).hostname) && !tools.http.maySendSecret(endpoint)) {
    return { unusable: `the identity endpoint ${new URL(endpoint).host} is not on this host, so the header's secret was not sent` };
  }
  if (options.probe && identity.source === "imds") {
    const there = await tools.http.request({ method: "GET", url: endpoint, timeoutMs: 1000 }, signal);
    if (there.kind === "failure") return { exchange: { to: "identity-endpoint", url: endpoint, codes: [], failure: there.failure, ms: there.ms }, headers: {} };
  }
  const resource = scope.replace(/\/\.default$/, "");
  const url = new URL(endpoint);
  const headers: Record<string, string> = { [dialect.header]: secret, ...(identity.source === "azure-ml" ? { metadata: "true" } : {}) };
  if (identity.source === "cloud-shell") {
    const form = { "content-type": "application/x-www-form-urlencoded", ...headers };
    return exchangeToken("identity-endpoint", { method: "POST", url: url.href, headers: form, body: new URLSearchParams({ resource }).toString() }, tools, signal);
  }
  url.searchParams.set("api-version", dialect.version ?? "");
  url.searchParams.set("resource", resource);
  if (identity.clientId !== undefined && dialect.clientId !== undefined) url.searchParams.set(dialect.clientId, identity.clientId);
  const request: HttpRequest = { method: "GET", url: url.href, headers };
  const first = await exchangeToken("identity-endpoint", request, tools, signal);
  return identity.source === "arc" && first.exchange.status === 401 ? answerChallenge(first, request, tools, signal) : first;
}

/** Azure Arc answers 401 with the path of a file that only administrators can read; its content proves who asks. */
async function answerChallenge(first: ExchangeResult, request: HttpRequest, tools: ProbeTools, signal: AbortSignal): Promise<Attempt> {
  const path = /^Basic realm=(.+)$/i.exec(first.headers["www-authenticate"] ?? "")?.[1]?.trim();
  if (path === undefined) return { unusable: "Azure Arc's agent answered 401 without naming its key file" };
  const folder = process.platform === "win32" ? `${tools.env["ProgramData"] ?? ""}\\AzureConnectedMachineAgent\\Tokens` : "/var/opt/azcmagent/tokens";
  if (!basename(path).endsWith(".key")) return { unusable: "the key file that Azure Arc's agent names does not end in .key, so it was not read" };
  try {
    if (dirname(await realpath(path)) !== (await realpath(folder))) return { unusable: `the key file that Azure Arc's agent names is not in ${folder}, so it was not read` };
    if ((await stat(path)).size > 4096) return { unusable: "the key file that Azure Arc's agent names is larger than 4096 bytes, so it was not read" };
    const key = await readFile(path, "utf8");
    const headers = { ...request.headers, authorization: `Basic ${key}` };
    return await exchangeToken("identity-endpoint", { ...request, headers, secret: true }, tools, signal);
  } catch {
    return { unusable: `the key file of Azure Arc's agent cannot be read; its group (himds) may, and this user is not in it` };
  }
}

/** This machine and its link: where the platforms put their identity services. */
function staysNear(host: string): boolean {
  return host === "localhost" || host.startsWith("127.") || host.startsWith("169.254.") || host === "[::1]";
}

import { readFile } from "node:fs/promises";
import type { SettingsFact } from "../../facts/settings.ts";
import type { ProbeTools } from "../../probe.ts";
import { readCertificate } from "./client-assertion.ts";
import type { ExchangeResult } from "./exchange.ts";
import { exchangeToken } from "./exchange.ts";

/** An exchange, or a sentence about why none was tried: something is missing, or a file is unusable. */
export type Attempt = ExchangeResult | { missing: string } | { unusable: string };

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** Asks Entra's token endpoint as the app's own client, with what the variables hold. Bare requests: the libraries hide what Entra says. */
export function tokenEndpoint(settings: SettingsFact, tools: ProbeTools, scope: string, signal: AbortSignal) {
  const env = tools.env;
  const authority = (text(env["AZURE_AUTHORITY_HOST"]) ?? settings.cloud.authority).replace(/\/+$/, "");
  const tenant = settings.tenant ?? text(env["AZURE_TENANT_ID"]);
  const clientId = settings.clientId ?? text(env["AZURE_CLIENT_ID"]);
  const url = `${/^[a-z]+:\/\//i.test(authority) ? authority : `https://${authority}`}/${encodeURIComponent(tenant ?? "")}/oauth2/v2.0/token`;

  const post = (form: Readonly<Record<string, string>>): Promise<Attempt> => {
    const body = new URLSearchParams({ client_id: clientId ?? "", scope, ...form }).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    return exchangeToken("token-endpoint", { method: "POST", url, body, headers, secret: true }, tools, signal);
  };
  const absent = (...names: [string, string | undefined][]): string | undefined => {
    const missing = names.filter(([, value]) => value === undefined).map(([name]) => name);
    return missing.length === 0 ? undefined : `${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} not set`;
  };
  const base: [string, string | undefined][] = [["AZURE_TENANT_ID", tenant], ["AZURE_CLIENT_ID", clientId]];

  return {
    async secret(): Promise<Attempt> {
      const secret = text(env["AZURE_CLIENT_SECRET"]);
      const missing = absent(...base, ["AZURE_CLIENT_SECRET", secret]);
      if (missing !== undefined || secret === undefined) return { missing: missing ?? "" };
      return post({ grant_type: "client_credentials", client_secret: secret });
    },

    async certificate(): Promise<Attempt> {
      const path = text(env["AZURE_CLIENT_CERTIFICATE_PATH"]);
      const missing = absent(...base, ["AZURE_CLIENT_CERTIFICATE_PATH", path]);
      if (missing !== undefined || path === undefined || clientId === undefined) return { missing: missing ?? "" };
      const pem = await readText(path);
      if (pem === undefined) return { unusable: "the file that AZURE_CLIENT_CERTIFICATE_PATH names cannot be read" };
      const certificate = readCertificate(pem, text(env["AZURE_CLIENT_CERTIFICATE_PASSWORD"]));
      if (!certificate.ok) return { unusable: `AZURE_CLIENT_CERTIFICATE_PATH: ${certificate.problem}` };
      return post({
        grant_type: "client_credentials",
        client_assertion_type: assertionType,
        client_assertion: certificate.assertion(url, clientId, tools.now()),
      });
    },

    async password(): Promise<Attempt> {
      const username = text(env["AZURE_USERNAME"]);
      const password = text(env["AZURE_PASSWORD"]);
      const missing = absent(...base, ["AZURE_USERNAME", username], ["AZURE_PASSWORD", password]);
      if (missing !== undefined || username === undefined || password === undefined) return { missing: missing ?? "" };
      return post({ grant_type: "password", username, password });
    },

    async federatedFile(): Promise<Attempt> {
      const path = text(env["AZURE_FEDERATED_TOKEN_FILE"]);
      const missing = absent(...base, ["AZURE_FEDERATED_TOKEN_FILE", path]);
      if (missing !== undefined || path === undefined) return { missing: missing ?? "" };
      const assertion = (await readText(path))?.trim();
      if (assertion === undefined) return { unusable: "the file that AZURE_FEDERATED_TOKEN_FILE names cannot be read" };
      if (assertion === "") return { unusable: "the file that AZURE_FEDERATED_TOKEN_FILE names is empty" };
      return post({ grant_type: "client_credentials", client_assertion_type: assertionType, client_assertion: assertion });
    },

    /** GitHub Actions' own token for the app's federated credential; the file when the job wrote one. */
    async federatedCredential(): Promise<Attempt> {
      if (text(env["AZURE_FEDERATED_TOKEN_FILE"]) !== undefined) return this.federatedFile();
      const address = text(env["ACTIONS_ID_TOKEN_REQUEST_URL"]);
      const bearer = text(env["ACTIONS_ID_TOKEN_REQUEST_TOKEN"]);
      const missing = absent(...base, ["ACTIONS_ID_TOKEN_REQUEST_URL", address], ["ACTIONS_ID_TOKEN_REQUEST_TOKEN", bearer]);
      if (missing !== undefined || address === undefined || bearer === undefined) return { missing: missing ?? "" };
      if (!URL.canParse(address)) return { unusable: "ACTIONS_ID_TOKEN_REQUEST_URL is not a URL" };
      const ask = new URL(address);
      ask.searchParams.set("audience", "api://AzureADTokenExchange");
      const issued = await tools.http.request({ method: "GET", url: ask.href, token: bearer }, signal);
      if (issued.kind === "failure") return { unusable: `GitHub's token service cannot be asked: ${issued.failure.message}` };
      const assertion = valueOf(issued.body);
      if (assertion === undefined) return { unusable: `GitHub's token service answered ${issued.status} without a token` };
      return post({ grant_type: "client_credentials", client_assertion_type: assertionType, client_assertion: assertion });
    },
  };
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch {
    return undefined;
  }
}

function valueOf(body: string): string | undefined {
  try {
    const { value } = JSON.parse(body) as { value?: unknown };
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

function text(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === "" ? undefined : value.trim();
}

import { readFile } from "node:fs/promises";
import { isLoopback } from "./cloud.ts";
import { FoundryAuthError } from "./errors.ts";
import { redactTokens } from "./token-text.ts";

/** Gives the foreign token that Entra exchanges for one of its own. Called once per exchange, since such tokens live minutes. */
export type AssertionSource = () => Promise<string>;

/** The token that Kubernetes, or whoever else, keeps fresh in a file. Read anew each time. */
export function fileAssertion(path: string): AssertionSource {
  return async () => {
    const text = (await readFile(path, "utf8")).trim();
    if (text === "") throw new FoundryAuthError("token-missing", { received: "an empty assertion file" });
    return text;
  };
}

/**
 * The OpenID Connect token of a GitHub Actions job with `permissions: id-token: write`, made for the audience of the cloud.
 * Goes through the proxy that the environment names, which Node's own fetch does not.
 * Source: GitHub's page "OpenID Connect reference", section "Requesting the JWT using environment variables".
 *
 * @param requestUrl `ACTIONS_ID_TOKEN_REQUEST_URL`; https, or this machine in tests.
 * @param requestToken `ACTIONS_ID_TOKEN_REQUEST_TOKEN`.
 */
export function githubAssertion(requestUrl: string, requestToken: string, audience: string): AssertionSource {
  return async () => {
    const url = new URL(requestUrl);
    if (url.protocol !== "https:" && !isLoopback(url.hostname)) {
      throw new FoundryAuthError("option-invalid", { option: "ACTIONS_ID_TOKEN_REQUEST_URL", expected: "an https URL, as GitHub sets it" });
    }
    url.searchParams.set("audience", audience);
    const { createDefaultHttpClient, createHttpHeaders, createPipelineFromOptions, createPipelineRequest } = await import("@azure/core-rest-pipeline");
    const headers = createHttpHeaders({ authorization: `Bearer ${requestToken}`, accept: "application/json" });
    const request = createPipelineRequest({ url: url.href, headers, timeout: 10_000, allowInsecureConnection: true });
    const answer = await createPipelineFromOptions({ retryOptions: { maxRetries: 2 }, redirectOptions: { maxRetries: 0 } }).sendRequest(createDefaultHttpClient(), request);
    const token = assertionIn(answer.bodyAsText ?? "");
    if (answer.status !== 200 || token === undefined) {
      throw new FoundryAuthError("token-refused", { causeId: "oidc-token-permission-missing", text: `GitHub's token service answered HTTP ${answer.status}: ${redactTokens((answer.bodyAsText ?? "").slice(0, 200), [requestToken])}` });
    }
    return token;
  };
}

function assertionIn(body: string): string | undefined {
  try {
    const { value } = JSON.parse(body) as { value?: unknown };
    return typeof value === "string" && value !== "" ? value : undefined;
  } catch {
    return undefined;
  }
}

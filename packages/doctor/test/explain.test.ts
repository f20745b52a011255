import { describe, expect, it } from "vitest";
import { explain } from "../src/explain.ts";
import { createReader } from "../src/explain/reader.ts";

const first = (text: string) => explain(text).causes[0]?.id;
const bytes = (text: string) => new TextEncoder().encode(text);
function throughReader(...parts: Uint8Array[]) {
  const reader = createReader();
  for (const part of parts) reader.push(part);
  return explain(reader.finish());
}
function utf16(text: string, bigEndian = false, mark = true): Uint8Array {
  const units = [...(mark ? [0xfeff] : []), ...Array.from(text, (c) => c.charCodeAt(0))];
  return Uint8Array.from(units.flatMap((u) => (bigEndian ? [u >> 8, u & 255] : [u & 255, u >> 8])));
}
const jwt = (claims: object) => [{ alg: "RS256", typ: "JWT" }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".") + ".c2lnbmF0dXJl";

const refusal = "Unauthorized. Access token is missing, invalid, audience is incorrect (https://cognitiveservices.azure.com), or have expired.";
const denied = "openai.AuthenticationError: Error code: 401 - {'error': {'code': 'PermissionDenied', 'message': 'Principal does not have access to API/Operation.'}}";
const expired = "AADSTS7000222: The provided client secret keys for app are expired.";

describe("reading the text as a whole", () => {
  it("takes the member of a chain that says why, not the first line", () => {
    const text = `DefaultAzureCredential failed to retrieve a token from the included credentials.
Attempted credentials:
\tEnvironmentCredential: EnvironmentCredential authentication unavailable. Environment variables are not fully configured.
\tManagedIdentityCredential: ManagedIdentityCredential authentication unavailable, no response from the IMDS endpoint.
\tAzureCliCredential: ERROR: AADSTS50173: The provided grant has expired due to it being revoked.
\tAzurePowerShellCredential: PowerShell is not installed`;
    expect(first(text)).toBe("session-expired");
  });

  it("takes a failure that was followed by a token for none", () => {
    expect(first("EnvironmentCredential authentication unavailable. Environment variables are not fully configured.\nManagedIdentityCredential authentication unavailable, no response from the IMDS endpoint.\nDefaultAzureCredential acquired a token from AzureCliCredential")).toBe("inconclusive");
  });

  it("still names what fails after a token was obtained", () => {
    expect(first(`ManagedIdentityCredential authentication unavailable, no response from the IMDS endpoint.\nDefaultAzureCredential acquired a token from AzureCliCredential\n${denied}`)).toBe("rbac-no-data-role");
  });

  it("counts the last link of a caused-by chain more than the wrapper", () => {
    const text = "com.azure.core.exception.ClientAuthenticationException: ManagedIdentityCredential authentication failed\n\tat x\nCaused by: java.util.concurrent.ExecutionException\nCaused by: javax.net.ssl.SSLHandshakeException: PKIX path building failed: unable to find valid certification path to requested target";
    expect(first(text)).toBe("tls-untrusted-ca");
  });

  it("decides between causes that share a message by what the text says of itself", () => {
    expect(first(`${refusal}\nasync with api_key = os.environ["KEY"], OpenAI(base_url=...)`)).toBe("key-sent-as-bearer");
    expect(first(`credential.get_token("https://management.azure.com/.default")\n${refusal}`)).toBe("token-wrong-audience");
    expect(first(`After about an hour: ${refusal}`)).toBe("token-expired");
    expect(first(`contoso.openai.azure.us\n${refusal}`)).toBe("wrong-cloud");
  });
});

describe("tokens in the text", () => {
  it("uses an expired one and never prints it", () => {
    const token = jwt({ aud: "https://cognitiveservices.azure.com", exp: 1_760_000_000, tid: "t" });
    const explanation = explain(`2026-11-24T08:00:00Z POST /openai/v1/responses\nAuthorization: Bearer ${token}\n${refusal}`);
    expect(explanation.causes[0]?.id).toBe("token-expired");
    expect(JSON.stringify(explanation)).not.toContain(token.split(".")[1]);
  });

  it("uses the audience of one", () => {
    const token = jwt({ aud: "https://management.azure.com/", exp: 1_900_000_000 });
    expect(first(`2026-11-24T08:00:00Z Authorization: Bearer ${token}\n${refusal}`)).toBe("token-wrong-audience");
  });

  it("sees a token in the api-key header", () => {
    expect(first(`api-key: ${jwt({ aud: "x" })}\nAccess denied due to invalid subscription key or wrong API endpoint.`)).toBe("token-sent-as-api-key");
  });
});

describe("encodings and wrappings", () => {
  const dressed: [string, string][] = [
    ["ANSI colours", `\u001B[31mERROR\u001B[0m \u001B[1mAADSTS70002\u001B[22m22: The provided client \u001B[33msecret keys\u001B[0m for app are expired`],
    ["a wrap at 80 columns in the middle of a word", denied.replace("does not have", "does n\not have")],
    ["a CI prefix on each line", denied.split(", ").map((line) => `2026-11-24T06:00:00.1234567Z ##[error]${line}`).join("\n")],
    ["a container's prefix", `api-1  | ${expired}`],
    ["JSON in JSON", JSON.stringify({ message: JSON.stringify({ error: `${expired}\r\nTrace ID: 1` }) })],
    ["unicode escapes", "\\u0041ADSTS7000222: client \\u0027secret keys\\u0027"],
    ["a Markdown fence and quote", `> \`\`\`\n> ${expired}\n> \`\`\``],
    ["Windows line ends", expired.replaceAll(" ", "\r\n")],
    ["HTML entities", "&quot;error_description&quot;: &quot;AADSTS7000222&#58; x&quot;"],
    ["a percent-encoded address", "https://login.microsoftonline.com/error%3Fcode%3D7000222"],
    ["a localised message that carries the code", "ERROR: AADSTS7000222: Die angegebenen geheimen Clientschlüssel sind abgelaufen."],
  ];
  it.each(dressed)("%s", (_, text) => {
    expect(first(text)).toBe(text.includes("API/") || text.includes("Operation") ? "rbac-no-data-role" : "secret-expired");
  });

  it.each([["UTF-16LE with mark", utf16(expired)], ["UTF-16BE with mark", utf16(expired, true)], ["UTF-16LE without mark", utf16(expired, false, false)], ["UTF-8 with mark", bytes(`\uFEFF${expired}`)]])("%s", (_, data) => {
    expect(throughReader(data).causes[0]?.id).toBe("secret-expired");
  });

  it("takes pieces that part a character or a phrase", () => {
    const data = bytes(`ü${expired}ü`);
    for (const cut of [1, 2, 10, 20, data.length - 1]) expect(throughReader(data.subarray(0, cut), data.subarray(cut)).causes[0]?.id).toBe("secret-expired");
  });
});

describe("what it prints", () => {
  it("gives the line, the text and what it says", () => {
    const { causes } = explain(`line one\nline two\n${expired}`);
    expect(causes[0]?.evidence[0]).toMatchObject({ line: 3, says: expect.stringContaining("end date") });
  });

  it("names what the text shows in the fix", () => {
    const { causes } = explain("The principal `11111111-2222-3333-4444-555555555555` lacks the required data action `Microsoft.CognitiveServices/accounts/AIServices/agents/write` to perform `POST /api/projects/{projectName}/assistants` operation.");
    expect(causes[0]?.fix[0]?.az?.join("\n")).toContain('--assignee-object-id "11111111-2222-3333-4444-555555555555"');
    expect(causes[0]?.fix[0]?.az?.join("\n")).toContain("53ca6127-db72-4b80-b1b0-d745d6d5456d");
    expect(causes[0]?.evidence[0]?.text).not.toContain("11111111-2222-3333-4444-555555555555");
  });

  it("gives every cause that the words fit, and the command that decides, when the text can't", () => {
    const { undecided, causes } = explain(denied);
    expect(undecided?.between).toEqual(["rbac-no-data-role", "rbac-role-lacks-data-action", "rbac-not-propagated", "rbac-role-at-wrong-scope", "rbac-wrong-principal", "rbac-denied", "rbac-condition-unmet", "rbac-role-eligible-only"]);
    expect(undecided?.tells.map(({ id }) => id)).toEqual(undecided?.between.slice(1));
    expect(causes.map(({ id }) => id)).toEqual(expect.arrayContaining(undecided?.between ?? []));
    // Pairs have commands of their own; only the check tells all of these apart.
    expect(undecided?.command).toBe("npx entra-doctor check");
  });

  it("gives the command of the pair when two causes are left", () => {
    const { undecided } = explain("tcp connect error: Connection refused (os error 111) for http://169.254.169.254/metadata/identity/oauth2/token");
    expect(undecided).toEqual({
      between: ["imds-blocked", "imds-unreachable"],
      tells: [{ id: "imds-unreachable", tell: "off Azure there is no endpoint to reach" }],
      command: "curl -s -H Metadata:true \"http://169.254.169.254/metadata/instance?api-version=2021-02-01\"",
    });
  });

  it("names the app in the fix though the log was wrapped", () => {
    const { causes } = explain("AADSTS7000222: The provided client secret keys\nfor app '11111111-2222-3333-4444-555555555555' are expired.");
    expect(JSON.stringify(causes[0]?.fix)).toContain("11111111-2222-3333-4444-555555555555");
  });

  it("is sure where a code says it, and where the text holds what tells a role's causes apart", () => {
    expect(explain(expired).undecided).toBeUndefined();
    expect(explain(`${denied}\nThe role is eligible in PIM and was not activated.`).causes[0]?.id).toBe("rbac-role-eligible-only");
  });

  it.each([
    ["imds-unreachable", "No token from Microsoft Entra ID within 10 s"],
    ["endpoint-wrong-path", "404 404: Resource not found"],
    ["token-wrong-audience", "401 Unauthorized. Access token is missing, invalid, audience is incorrect (https://cognitiveservices.azure.com), or have expired."],
    ["network-access-denied", "403 Public access is disabled. Please configure private endpoint."],
    ["network-or-proxy", "Post \"https://contoso.openai.azure.com/openai/v1/responses\": Bad Gateway"],
    ["secret-wrong", "EnvironmentCredential: AADSTS7000215: Invalid client secret provided."],
    ["workload-webhook-missing", "WorkloadIdentityCredential: no token file specified. Check pod configuration or set TokenFilePath in the options"],
    ["cli-not-logged-in", "AzureCliCredential authentication unavailable. Please run 'az login' to set up account."],
  ])("names %s first and its likes beside it: %s", (id, text) => {
    const { causes, undecided } = explain(text);
    expect([causes[0]?.id, undecided?.between[0]]).toEqual([id, id]);
    expect(undecided?.command).toMatch(/^(npx entra-doctor|env|az|curl|nslookup) /);
  });

  it("gives the repair that belongs to the number, where a cause has several", () => {
    const fixOf = (text: string) => JSON.stringify(explain(text).causes[0]?.fix);
    expect(fixOf("AADSTS700025: Client is public so neither 'client_assertion' nor 'client_secret' should be presented.")).toContain("--is-fallback-public-client false");
    expect(fixOf("AADSTS7000218: The request body must contain the following parameter: 'client_assertion' or 'client_secret'.")).not.toContain("--is-fallback-public-client false");
  });

  it.each([
    ["Python", "requests.exceptions.SSLError: HTTPSConnectionPool(host='contoso.openai.azure.com', port=443): [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1000)", "renews it"],
    ["Go", 'Post "https://contoso.openai.azure.com/openai/v1/responses": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-11-24T06:00:00Z is after 2026-11-22T00:00:00Z', "renews it"],
    ["Node.js", "Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames: Host: contoso.openai.azure.com. is not in the cert's altnames: DNS:proxy.example", "another host's"],
    ["Go, another host's", 'tls: failed to verify certificate: x509: certificate is valid for another.example, not contoso.openai.azure.com', "another host's"],
  ])("does not advise to trust a certificate that is past its end or another host's (%s)", (_, text, says) => {
    const [cause] = explain(text).causes;
    const fix = JSON.stringify(cause?.fix);
    expect(cause?.id).toBe("tls-untrusted-ca");
    expect(fix).toContain(says);
    expect(fix).not.toContain("NODE_EXTRA_CA_CERTS");
  });

  it("lets the longest wording speak where another cause knows a part of it", () => {
    expect(explain("ERROR: No account was found in the token cache having this login hint").causes[0]?.id).toBe("account-wrong");
    expect(explain("ERROR: the token cache could not be read: failed").causes[0]?.id).toBe("token-cache-broken");
  });

  it("tells an assertion that was kept too long from a clock that is wrong", () => {
    const refused = (now: string) => `AADSTS700024: Client assertion is not within its valid time range. Current time: ${now}.123Z, assertion valid from 2026-03-01T02:19:01.0000000Z, expiry time of assertion 2026-03-01T02:29:01.0000000Z.`;
    expect(explain(refused("2026-03-01T06:01:42")).causes[0]?.id).toBe("federated-token-expired");
    expect(explain(refused("2026-03-01T02:36:10")).causes[0]?.id).toBe("clock-skew");
    expect(explain(refused("2026-03-01T04:19:20")).causes[0]?.id).toBe("clock-skew");
  });

  it("says what to collect when there is no failure in the text", () => {
    const { causes } = explain("Starting server on port 8080\nReady.");
    expect(causes[0]?.id).toBe("inconclusive");
    expect(JSON.stringify(causes[0]?.fix)).toContain("AZURE_LOG_LEVEL");
  });

  it("names nothing only for an empty input", () => {
    expect(explain("").causes).toEqual([]);
    expect(throughReader().causes).toEqual([]);
    expect(explain("\n").causes[0]?.id).toBe("inconclusive");
  });

  it("has confidences between 0 and 1, best first", () => {
    const { causes } = explain(`${denied}\n${refusal}\nAADSTS65001`);
    const confidences = causes.map(({ confidence }) => confidence);
    for (const confidence of confidences) expect(confidence).toBeGreaterThanOrEqual(0);
    for (const confidence of confidences) expect(confidence).toBeLessThan(1);
    expect(confidences).toEqual([...confidences].sort((a, b) => b - a));
  });
});

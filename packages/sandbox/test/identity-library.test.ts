import { expect, test } from "vitest";
import { createSandbox, ids, type CredentialKind } from "../src/index.ts";
import { runScript, signInScript } from "./child.ts";

const chain = "new identity.DefaultAzureCredential()";

interface Row {
  kind: CredentialKind;
  /** What the program writes; the default chain unless given. */
  credential?: string;
  claims: Record<string, unknown>;
  requests: string[];
}

const rows: Row[] = [
  {
    kind: "managed-identity",
    claims: { oid: ids.systemIdentityPrincipal, xms_mirid: ids.host, idtyp: "app", aud: "https://ai.azure.com", ver: "1.0" },
    requests: ["GET app-service/msi/token 200"],
  },
  {
    kind: "user-assigned-managed-identity",
    credential: "new identity.ManagedIdentityCredential(process.env.AZURE_CLIENT_ID)",
    claims: { oid: ids.userIdentityPrincipal, appid: ids.userIdentityClient, xms_mirid: ids.userIdentity },
    requests: ["GET app-service/msi/token 200"],
  },
  { kind: "imds", claims: { oid: ids.systemIdentityPrincipal, xms_mirid: ids.machine }, requests: ["GET 169.254.169.254/metadata/identity/oauth2/token 200"] },
  {
    kind: "client-secret",
    claims: { oid: ids.appPrincipal, appid: ids.app, appidacr: "1", idtyp: "app", tid: ids.contosoTenant, iss: `https://sts.windows.net/${ids.contosoTenant}/` },
    requests: [`POST login.microsoftonline.com/${ids.contosoTenant}/oauth2/v2.0/token 200`],
  },
  { kind: "client-certificate", claims: { oid: ids.appPrincipal, appidacr: "2" }, requests: [`POST login.microsoftonline.com/${ids.contosoTenant}/oauth2/v2.0/token 200`] },
  { kind: "workload-identity", claims: { oid: ids.appPrincipal, appidacr: "2" }, requests: [`POST login.microsoftonline.com/${ids.contosoTenant}/oauth2/v2.0/token 200`] },
  { kind: "service-fabric", claims: { oid: ids.systemIdentityPrincipal }, requests: ["GET service-fabric/metadata/identity/oauth2/fabric-token 200"] },
  { kind: "cloud-shell", claims: { oid: ids.developer, scp: "user_impersonation" }, requests: ["POST cloud-shell/oauth2/token 200"] },
  { kind: "azure-ml", claims: { oid: ids.systemIdentityPrincipal }, requests: ["GET azure-ml/metadata/identity/oauth2/ml-token 200"] },
  { kind: "arc", claims: { oid: ids.systemIdentityPrincipal }, requests: ["GET arc/metadata/identity/oauth2/arc-token 401", "GET arc/metadata/identity/oauth2/arc-token 200"] },
  {
    kind: "federated-credential",
    credential: `new identity.ClientAssertionCredential(process.env.AZURE_TENANT_ID, process.env.AZURE_CLIENT_ID, async () => {
      const asked = await fetch(process.env.ACTIONS_ID_TOKEN_REQUEST_URL + "&audience=api://AzureADTokenExchange", { headers: { authorization: "Bearer " + process.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN } });
      return (await asked.json()).value;
    })`,
    claims: { oid: ids.appPrincipal, appidacr: "2" },
    // The library asks for the assertion twice, once to look in its cache.
    requests: ["GET github-actions/idtoken 200", "GET github-actions/idtoken 200", `POST login.microsoftonline.com/${ids.contosoTenant}/oauth2/v2.0/token 200`],
  },
  { kind: "azure-cli", claims: { oid: ids.developer, scp: "user_impersonation", idtyp: "user" }, requests: ["POST command-line/az 200"] },
  { kind: "azure-developer-cli", claims: { oid: ids.developer }, requests: ["POST command-line/azd 200"] },
  { kind: "azure-powershell", claims: { oid: ids.developer }, requests: ["POST command-line/pwsh 200", "POST command-line/pwsh 200"] },
  {
    kind: "device-code",
    credential: "new identity.DeviceCodeCredential({ tenantId: process.env.AZURE_TENANT_ID, clientId: process.env.AZURE_CLIENT_ID, userPromptCallback: () => {} })",
    claims: { oid: ids.developer, appid: ids.desktopApp, appidacr: "0" },
    requests: ["devicecode 200", "token 400", "token 200"].map((end) => `POST login.microsoftonline.com/${ids.contosoTenant}/oauth2/v2.0/${end}`),
  },
  {
    kind: "interactive-browser",
    credential: "new identity.InteractiveBrowserCredential({ tenantId: process.env.AZURE_TENANT_ID, clientId: process.env.AZURE_CLIENT_ID, redirectUri: 'http://localhost:0' })",
    claims: { oid: ids.developer, appid: ids.desktopApp },
    requests: ["POST command-line/browser 200", `POST login.microsoftonline.com/${ids.contosoTenant}/oauth2/v2.0/token 200`],
  },
];

test.each(rows)("@azure/identity signs in with $kind, unmodified", async ({ kind, credential = chain, claims, requests }) => {
  const sandbox = await createSandbox({ credential: kind });
  try {
    const { stdout, stderr } = await runScript(sandbox, signInScript(credential));
    expect(JSON.parse(stdout), stderr).toMatchObject(claims);
    expect(sandbox.requests.map(({ method, host, path, status }) => `${method} ${host}${path} ${status}`)).toEqual(requests);
    expect(sandbox.foreign).toEqual([]);
  } finally {
    await sandbox.close();
  }
});

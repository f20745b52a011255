// #region imports
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import {
  AzureCliCredential,
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  DefaultAzureCredential,
  DeviceCodeCredential,
  InteractiveBrowserCredential,
  ManagedIdentityCredential,
  WorkloadIdentityCredential,
  type AccessToken,
  type TokenCredential,
} from "@azure/identity";
// #endregion imports
// #region configuration
const setting = (name: string): string => process.env[name]?.trim() ?? "";

/** A variable that the chosen kind can't do without. */
function required(name: string): string {
  return setting(name) || misconfigured(`${name} must be set for ${kind}`);
}

function misconfigured(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

const kind = setting("AZURE_CREDENTIAL_KIND");
const scope = setting("FOUNDRY_SCOPE") || "https://ai.azure.com/.default";
if (!scope.endsWith("/.default")) misconfigured("FOUNDRY_SCOPE must end in /.default, for example https://ai.azure.com/.default");
const tokenSeconds = 10;
const personSeconds = 300;
// #endregion configuration
// #region credential
const app = (): [string, string] => [required("AZURE_TENANT_ID"), required("AZURE_CLIENT_ID")];
const publicApp = () => ({ ...(setting("AZURE_TENANT_ID") && { tenantId: setting("AZURE_TENANT_ID") }), ...(setting("AZURE_CLIENT_ID") && { clientId: setting("AZURE_CLIENT_ID") }) });

const kinds: Record<string, { create: () => TokenCredential; person?: true } | undefined> = {
  "system-assigned-managed-identity": { create: () => new ManagedIdentityCredential() },
  // Named here: DefaultAzureCredential drops managedIdentityClientId when AZURE_TOKEN_CREDENTIALS names ManagedIdentityCredential.
  "user-assigned-managed-identity": { create: () => new ManagedIdentityCredential({ clientId: required("AZURE_CLIENT_ID") }) },
  "client-secret": { create: () => new ClientSecretCredential(...app(), required("AZURE_CLIENT_SECRET")) },
  "client-certificate": { create: () => new ClientCertificateCredential(...app(), required("AZURE_CLIENT_CERTIFICATE_PATH")) },
  "azure-cli": { create: () => new AzureCliCredential() },
  "interactive-browser": { create: () => new InteractiveBrowserCredential(publicApp()), person: true },
  // The code is for the person, so it goes to stderr, away from the result.
  "device-code": { create: () => new DeviceCodeCredential({ ...publicApp(), userPromptCallback: ({ message }) => console.error(message) }), person: true },
  default: { create: () => new DefaultAzureCredential({ requiredEnvVars: ["AZURE_TOKEN_CREDENTIALS"] }) },
  "workload-identity": { create: () => new WorkloadIdentityCredential({ tenantId: app()[0], clientId: app()[1], tokenFilePath: required("AZURE_FEDERATED_TOKEN_FILE") }) },
  "federated-credential": { create: () => new ClientAssertionCredential(...app(), assertion) },
};

/** The platform's own token, which Entra trades for one of the app: GitHub Actions' by request, any other platform's from a file. */
async function assertion(): Promise<string> {
  const url = setting("ACTIONS_ID_TOKEN_REQUEST_URL");
  if (!url) return (await readFile(required("AZURE_FEDERATED_TOKEN_FILE"), "utf8")).trim();
  const headers = { authorization: `Bearer ${required("ACTIONS_ID_TOKEN_REQUEST_TOKEN")}` };
  const answer = await fetch(`${url}&audience=${encodeURIComponent("api://AzureADTokenExchange")}`, { headers, redirect: "error" });
  if (!answer.ok) throw new Error(`GitHub gave no token: HTTP ${answer.status}`);
  return ((await answer.json()) as { value: string }).value;
}
// #endregion credential
// #region ask
const chosen = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
if (!chosen) misconfigured(`AZURE_CREDENTIAL_KIND must be one of ${Object.keys(kinds).join(", ")}`);
const seconds = chosen.person ? personSeconds : tokenSeconds;

async function getToken(credential: TokenCredential): Promise<AccessToken> {
  // A race, because the identity library goes on waiting for an endpoint that never answers, whatever signal it gets.
  const late = sleep(seconds * 1000, undefined, { ref: false });
  const token = await Promise.race([credential.getToken(scope), late]).catch((error: Error) => {
    throw new Error(`No token from Microsoft Entra ID: ${error.message}`);
  });
  if (!token) throw new Error(`No token from Microsoft Entra ID within ${seconds} s`);
  return token;
}

try {
  const { expiresOnTimestamp } = await getToken(chosen.create());
  // Until when, never the token itself.
  console.log(`${kind}: a token for ${scope.replace(/\/\.default$/, "")} until ${new Date(expiresOnTimestamp).toISOString().replace(/\.\d+Z$/, "Z")}`);
} catch (error) {
  console.error(`${(error as Error).message}\nTo find the cause, run: npx entra-doctor check`);
  process.exit(1);
}
// #endregion ask

// #region imports
import { setTimeout as sleep } from "node:timers/promises";
import { CognitiveServicesManagementClient } from "@azure/arm-cognitiveservices";
import { type AccessToken, DefaultAzureCredential, type GetTokenOptions } from "@azure/identity";
// #endregion imports
// #region configuration
const setting = (name: string): string => process.env[name]?.trim() ?? "";

function misconfigured(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

const clouds: Record<string, string | undefined> = {
  AzureCloud: "https://management.azure.com",
  AzureUSGovernment: "https://management.usgovcloudapi.net",
  AzureChinaCloud: "https://management.chinacloudapi.cn",
};
const subscription = setting("AZURE_SUBSCRIPTION_ID");
if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(subscription)) {
  misconfigured("AZURE_SUBSCRIPTION_ID must be the id of your subscription, for example from az account show --query id");
}
const location = setting("AZURE_LOCATION");
if (!/^[a-z0-9]+$/i.test(location)) misconfigured("AZURE_LOCATION must name a region, for example swedencentral");
const endpoint = clouds[setting("AZURE_CLOUD") || "AzureCloud"] ?? misconfigured("AZURE_CLOUD must be AzureCloud, AzureUSGovernment or AzureChinaCloud");
const tokenSeconds = 10;
const callSeconds = 60;
// #endregion configuration
// #region credential
function createCredential(): DefaultAzureCredential {
  try {
    if (setting("AZURE_TOKEN_CREDENTIALS")) return new DefaultAzureCredential();
  } catch { /* The constructor refuses a name that it doesn't know. */ }
  return misconfigured(
    "AZURE_TOKEN_CREDENTIALS must name where tokens come from, for example ManagedIdentityCredential in Azure or AzureCliCredential on your machine",
  );
}

const credential = createCredential();

async function getToken(scopes: string | string[], options?: GetTokenOptions): Promise<AccessToken> {
  // A race, because the identity library goes on waiting for an endpoint that never answers, whatever signal it gets.
  const late = sleep(tokenSeconds * 1000, undefined, { ref: false });
  const result = await Promise.race([credential.getToken(scopes, options), late]).catch((error: Error) => {
    throw new Error(`No token from Microsoft Entra ID: ${error.message}`);
  });
  if (!result) throw new Error(`No token from Microsoft Entra ID within ${tokenSeconds} s`);
  return { ...result, token: result.token.trim() };
}
// #endregion credential
// #region client
// With an endpoint alone the client would ask for a token for that very URL.
const client = new CognitiveServicesManagementClient({ getToken }, subscription, { endpoint, credentialScopes: `${endpoint}/.default` });
// The client would follow the link to the next page anywhere, with the token.
client.pipeline.addPolicy({
  name: "one-host",
  sendRequest: (request, next) => {
    if (new URL(request.url).origin !== endpoint) throw new Error(`The list goes on at another host, ${new URL(request.url).host}, where the token does not belong`);
    return next(request);
  },
});
// #endregion client
// #region ask
async function list(): Promise<void> {
  for await (const { model } of client.models.list(location)) console.log(`model ${model?.name} ${model?.version}`);
  const deployments: string[] = [];
  for await (const account of client.accounts.list()) {
    const group = /\/resourceGroups\/([^/]+)/i.exec(account.id ?? "")?.[1] ?? "";
    console.log(`account ${account.name} ${group} ${account.location}`);
    for await (const { name, properties } of client.deployments.list(group, account.name ?? "")) {
      deployments.push(`deployment ${account.name}/${name} ${properties?.model?.name} ${properties?.model?.version}`);
    }
  }
  for (const line of deployments) console.log(line);
}

function sentence(error: Error & { statusCode?: number; code?: string }): string {
  return error.statusCode ? `${error.statusCode} ${error.code ?? ""}: ${error.message}`.replace(" :", ":") : error.message;
}

try {
  const late = sleep(callSeconds * 1000, undefined, { ref: false }).then(() => Promise.reject(new Error(`No answer within ${callSeconds} s`)));
  await Promise.race([list(), late]);
} catch (error) {
  console.error(`${sentence(error as Error)}\nTo find the cause, run: npx entra-doctor check`);
  process.exit(1);
}
// #endregion ask

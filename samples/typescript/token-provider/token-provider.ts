// #region imports
import { setTimeout as sleep } from "node:timers/promises";
import { type AccessToken, DefaultAzureCredential } from "@azure/identity";
import { CopilotClient, type CopilotSession, type ProviderConfig } from "@github/copilot-sdk";
// #endregion imports
// #region configuration
const setting = (name: string): string => process.env[name]?.trim() ?? "";

function misconfigured(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

const resourceUrl = setting("FOUNDRY_RESOURCE_URL") || setting("AZURE_AI_FOUNDRY_RESOURCE_URL");
if (!/^https:\/\/[^\s/?#]+(\/[^\s?#]*)?$/.test(resourceUrl)) {
  misconfigured("FOUNDRY_RESOURCE_URL must be the https URL of your resource, for example https://my-resource.openai.azure.com");
}
const baseUrl = `${resourceUrl.replace(/\/+(openai\/v1\/*)?$/, "")}/openai/v1/`;
const model = setting("FOUNDRY_MODEL") || "gpt-5.5";
const scope = setting("FOUNDRY_SCOPE") || "https://ai.azure.com/.default";
if (!scope.endsWith("/.default")) misconfigured("FOUNDRY_SCOPE must end in /.default, for example https://ai.azure.com/.default");
const tokenSeconds = 10;
const turnSeconds = 120;
const minimumLife = 5 * 60_000;
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
let current: AccessToken | undefined;

async function getToken(): Promise<string> {
  if (current && current.expiresOnTimestamp - Date.now() > minimumLife) return current.token;
  // A race, because the identity library goes on waiting for an endpoint that never answers, whatever signal it gets.
  const late = sleep(tokenSeconds * 1000, undefined, { ref: false });
  const result = await Promise.race([credential.getToken(scope), late]).catch((error: Error) => {
    throw new Error(`No token from Microsoft Entra ID: ${error.message}`);
  });
  if (!result) throw new Error(`No token from Microsoft Entra ID within ${tokenSeconds} s`);
  // A line end in a token makes the runtime write the whole token into its errors and its files.
  const token = result.token.trim();
  if (!/^[\w.~+/=-]+$/.test(token)) throw new Error("The credential returned something that is not a token");
  current = { ...result, token };
  return token;
}
// #endregion credential
// #region provider
// The runtime calls this before every model request and every retry, and waits for it without a limit.
const provider: ProviderConfig = { type: "openai", wireApi: "responses", baseUrl, bearerTokenProvider: getToken };
// #endregion provider
// #region session
const client = new CopilotClient();
for (const [signal, exitCode] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
  process.once(signal, () => void client.forceStop().finally(() => process.exit(exitCode)));
}

const createSession = (): Promise<CopilotSession> =>
  client.createSession({
    model,
    provider,
    availableTools: [],
    systemMessage: { mode: "replace", content: "You are a helpful assistant." },
  });
// #endregion session
// #region ask
async function ask(session: CopilotSession, question: string): Promise<string> {
  // Only this event has the service's own words; the error that sendAndWait throws has lost them.
  let failure = "";
  const unsubscribe = session.on("model.call_failure", ({ data }) => {
    failure = `${data.statusCode ?? ""} ${serviceError(data.errorMessage)}`.trim();
  });
  const reply = await session.sendAndWait(question, turnSeconds * 1000).catch((error: Error) => {
    throw new Error(error.message.startsWith("Timeout") ? `No answer within ${turnSeconds} s` : failure || error.message);
  }).finally(unsubscribe);
  if (!reply?.data.content) throw new Error("The answer was empty");
  return reply.data.content;
}

function serviceError(text = ""): string {
  const error = (/^["{]/.test(text) ? JSON.parse(text) : text) as string | { code?: string; message?: string };
  return typeof error === "string" ? error : `${error.code}: ${error.message}`;
}

try {
  const session = await createSession();
  for (const question of ["Hello!", "What did I just say?"]) console.log(await ask(session, question));
} catch (error) {
  console.error(`${(error as Error).message}\nTo find the cause, run: npx entra-doctor check`);
  process.exitCode = 1;
}
await client.stop();
if (process.exitCode) process.exit(); // A token request that hangs would hold the process.
// #endregion ask

// #region imports
import { createInterface } from "node:readline";
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

async function getToken(): Promise<AccessToken> {
  // A race, because the identity library goes on waiting for an endpoint that never answers, whatever signal it gets.
  const late = sleep(tokenSeconds * 1000, undefined, { ref: false });
  const result = await Promise.race([credential.getToken(scope), late]).catch((error: Error) => {
    throw new Error(`No token from Microsoft Entra ID: ${error.message}`);
  });
  if (!result) throw new Error(`No token from Microsoft Entra ID within ${tokenSeconds} s`);
  // A line end in a token makes the runtime write the whole token into its errors and its files.
  const token = result.token.trim();
  if (!/^[\w.~+/=-]+$/.test(token)) throw new Error("The credential returned something that is not a token");
  return { ...result, token };
}
// #endregion credential
// #region provider
const createProvider = (bearerToken: string): ProviderConfig => ({ type: "openai", wireApi: "responses", baseUrl, bearerToken });
// #endregion provider
// #region session
const client = new CopilotClient();
for (const [signal, exitCode] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
  process.once(signal, () => void client.forceStop().finally(() => process.exit(exitCode)));
}

function openSession(token: string, id: string | undefined): Promise<CopilotSession> {
  const systemMessage = { mode: "replace", content: "You are a helpful assistant." } as const;
  const config = { model, provider: createProvider(token), availableTools: [], systemMessage };
  return id ? client.resumeSession(id, config) : client.createSession(config);
}
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
// #endregion ask
// #region refresh
class TokenRefreshAgent {
  #session: CopilotSession | undefined;
  #expires = 0;

  async ask(question: string): Promise<string> {
    const session = this.#session && this.#expires - Date.now() > minimumLife ? this.#session : await this.#renew();
    return ask(session, question).catch((error: unknown) => {
      this.#expires = 0; // The failed turn's end is still to come: in this session the next question would take it for its own.
      throw error;
    });
  }

  /** A session keeps its token for life, but can be resumed by its id, with its history and a new token. */
  async #renew(): Promise<CopilotSession> {
    const { token, expiresOnTimestamp } = await getToken();
    await this.#session?.disconnect();
    this.#session = await openSession(token, this.#session?.sessionId);
    this.#expires = expiresOnTimestamp;
    return this.#session;
  }
}

const agent = new TokenRefreshAgent();
for await (const line of createInterface({ input: process.stdin })) {
  try {
    if (line.trim()) console.log(await agent.ask(line.trim()));
  } catch (error) {
    console.error(`${(error as Error).message}\nTo find the cause, run: npx entra-doctor check`);
    process.exitCode = 1;
  }
}
await client.stop();
if (process.exitCode) process.exit(); // A token request that hangs would hold the process.
// #endregion refresh

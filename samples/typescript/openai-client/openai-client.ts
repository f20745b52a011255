// #region imports
import { setTimeout as sleep } from "node:timers/promises";
import { type AccessToken, DefaultAzureCredential } from "@azure/identity";
import OpenAI, { APIError } from "openai";
// #endregion imports
// #region configuration
const setting = (name: string): string => process.env[name]?.trim() ?? "";

function misconfigured(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

// Without a base URL the library would send the token to the public OpenAI host.
const resourceUrl = setting("AZURE_OPENAI_ENDPOINT") || setting("FOUNDRY_RESOURCE_URL");
if (!/^https:\/\/[^\s/?#]+(\/[^\s?#]*)?$/.test(resourceUrl)) {
  misconfigured("AZURE_OPENAI_ENDPOINT must be the https URL of your resource, for example https://my-resource.openai.azure.com");
}
const baseURL = `${resourceUrl.replace(/\/+(openai\/v1\/*)?$/, "")}/openai/v1/`;
const model = setting("AZURE_OPENAI_DEPLOYMENT") || setting("FOUNDRY_MODEL") || "gpt-5.5";
const scope = setting("FOUNDRY_SCOPE") || "https://ai.azure.com/.default";
if (!scope.endsWith("/.default")) misconfigured("FOUNDRY_SCOPE must end in /.default, for example https://ai.azure.com/.default");
const tokenSeconds = 10;
const callSeconds = 60;
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
  // Neither library bounds this: the identity library goes on waiting for an endpoint that never answers, whatever signal it gets.
  const late = sleep(tokenSeconds * 1000, undefined, { ref: false });
  const result = await Promise.race([credential.getToken(scope), late]).catch((error: Error) => {
    throw new Error(`No token from Microsoft Entra ID: ${error.message}`);
  });
  if (!result) throw new Error(`No token from Microsoft Entra ID within ${tokenSeconds} s`);
  // An inner line end would be repeated in an error, with the token.
  const token = result.token.trim();
  if (!/^[\w.~+/=-]+$/.test(token)) throw new Error("The credential returned something that is not a token");
  current = { ...result, token };
  return token;
}
// #endregion credential
// #region client
const client = new OpenAI({
  baseURL,
  apiKey: getToken,
  // The variables OPENAI_ORG_ID and OPENAI_PROJECT_ID are not meant for Azure.
  organization: null,
  project: null,
  fetch: async (url, init) => {
    const response = await fetch(url, init);
    const type = response.headers.get("content-type") ?? "no type";
    if (response.ok && !/json|event-stream/.test(type)) throw new Error(`The endpoint answered with ${type}, which is not the service's`);
    if (response.ok) return response;
    // Azure's gateway answers {statusCode, message}, which the library would drop; and it would sleep for whatever Retry-After says.
    const text = await response.text();
    const headers = new Headers(response.headers);
    if (Number(headers.get("retry-after")) > callSeconds) headers.set("x-should-retry", "false");
    const body = text.startsWith("{") && !text.includes('"error"') ? `{"error":${text}}` : text;
    return new Response(body, { status: response.status, headers });
  },
});
// #endregion client
// #region ask
async function respond(prompt: string): Promise<string> {
  return (await client.responses.create({ model, input: prompt })).output_text;
}

async function chat(prompt: string): Promise<string> {
  let text = "";
  let ended = false;
  for await (const chunk of await client.chat.completions.create({ model, messages: [{ role: "user", content: prompt }], stream: true })) {
    text += chunk.choices[0]?.delta.content ?? "";
    ended ||= Boolean(chunk.choices[0]?.finish_reason);
  }
  if (!ended) throw new Error("The answer broke off before its end");
  return text;
}

async function bounded(answer: Promise<string>): Promise<string> {
  // A stalled stream and the library's own pauses are not covered by its timeout.
  const late = sleep(callSeconds * 1000, undefined, { ref: false }).then(() => Promise.reject(new Error(`No answer within ${callSeconds} s`)));
  const text = await Promise.race([answer, late]);
  if (!text) throw new Error("The answer was empty");
  return text;
}

function sentence(error: unknown): string {
  if (error instanceof APIError && error.status) return `${error.status} ${error.code ?? ""}: ${(error.error as Error | undefined)?.message ?? error.message}`.replace(" :", ":");
  const { message, cause } = error as Error;
  return cause instanceof Error && !message.includes(cause.message) ? `${message} ${sentence(cause)}` : message.replace(/^Failed to get token from .*? function: /, "");
}

try {
  console.log(await bounded(respond("Hello!")));
  console.log(await bounded(chat("Hello!")));
} catch (error) {
  console.error(`${sentence(error)}\nTo find the cause, run: npx entra-doctor check`);
  process.exit(1);
}
// #endregion ask

// #region imports
import { createInterface } from "node:readline";
import { FoundryAgent, isFoundryAuthError, missingForCredential } from "@copilot-entra/auth";
// #endregion imports
// #region configuration
const setting = (name: string): string | undefined => process.env[name]?.trim() || undefined;

function misconfigured(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}
// #endregion configuration
// #region credential
const missing = missingForCredential("default");
if (missing.length > 0) misconfigured(`${missing.join(" and ")} must be set, for example AZURE_TOKEN_CREDENTIALS=AzureCliCredential on your machine`);
// #endregion credential
// #region session
function createAgent(): FoundryAgent {
  try {
    return new FoundryAgent({
      endpoint: setting("FOUNDRY_RESOURCE_URL") ?? setting("AZURE_AI_FOUNDRY_RESOURCE_URL"),
      model: setting("FOUNDRY_MODEL") ?? "gpt-5.5",
      scope: setting("FOUNDRY_SCOPE"),
      session: { systemMessage: { mode: "replace", content: "You are a helpful assistant." } },
    });
  } catch (error) {
    return misconfigured(`FOUNDRY_RESOURCE_URL, FOUNDRY_MODEL or FOUNDRY_SCOPE: ${(error as Error).message}`);
  }
}

const agent = createAgent();
for (const [signal, exitCode] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
  process.once(signal, () => void agent.close().finally(() => process.exit(exitCode)));
}
// #endregion session
// #region ask
const conversation = await agent.open();
for await (const line of createInterface({ input: process.stdin })) {
  try {
    if (line.trim()) console.log((await conversation.ask(line.trim())).text);
  } catch (error) {
    if (isFoundryAuthError(error) && error.code === "conversation-closed") break; // after Ctrl-C
    console.error(`${(error as Error).message}\nTo find the cause, run: npx entra-doctor check`);
    process.exitCode = 1;
  }
}
await agent.close();
if (process.exitCode) process.exit(); // A token request that hangs would hold the process.
// #endregion ask

import { execFile } from "node:child_process";
import { afterEach, expect, test } from "vitest";
import { createSandbox, ids, type Sandbox, type World } from "../src/index.ts";

let sandbox: Sandbox | undefined;
afterEach(() => sandbox?.close());

/** Runs a command line in a sandbox's environment, through a shell as the libraries do. */
async function shell(line: string, tools: World["tools"], mutate: (world: World) => void = () => {}): Promise<{ code: number; stdout: string; stderr: string }> {
  sandbox = await createSandbox({
    credential: "azure-cli",
    mutate: (world) => {
      world.tools = tools;
      mutate(world);
    },
  });
  const env = sandbox.childEnv();
  return new Promise((resolve) => {
    execFile(line, { env, shell: true, timeout: 10_000 }, (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr }));
  });
}

const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as object;

test.each([
  ["az account get-access-token --output json --resource https://ai.azure.com", "https://ai.azure.com"],
  ["az account get-access-token -o json --scope https://ai.azure.com/.default", "https://ai.azure.com"],
  ["az account get-access-token", "https://management.core.windows.net/"],
])("%s prints both expiries, the type and a token for %s", async (line, audience) => {
  const { stdout } = await shell(line, { az: "signed-in" });
  const answer = JSON.parse(stdout) as Record<string, string | number>;
  expect(answer).toMatchObject({ tokenType: "Bearer", tenant: ids.contosoTenant, subscription: ids.subscription, expiresOn: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/) });
  expect(new Date(String(answer["expiresOn"])).getTime()).toBe(Number(answer["expires_on"]) * 1000);
  expect(claimsOf(String(answer["accessToken"]))).toMatchObject({ aud: audience, oid: ids.developer, appid: ids.azureCli });
});

interface Row {
  line: string;
  tools: World["tools"];
  mutate?: (world: World) => void;
  seen: object;
}

const getToken = "az account get-access-token --resource https://ai.azure.com";

test.each<Row>([
  { line: getToken, tools: { az: "signed-out" }, seen: { code: 1, stdout: "", stderr: "ERROR: Please run 'az login' to setup account.\n" } },
  { line: getToken, tools: { az: "expired" }, seen: { code: 1, stderr: expect.stringMatching(/^ERROR: AADSTS700082: [^]*az login --scope https:\/\/ai\.azure\.com\/\.default\n$/) } },
  { line: getToken, tools: { az: "broken" }, seen: { code: 1, stderr: expect.stringContaining("ModuleNotFoundError") } },
  { line: getToken, tools: { az: "missing" }, seen: { code: 127, stderr: expect.stringMatching(/az: .*not found/) } },
  { line: getToken.replace("azure", "azur"), tools: { az: "signed-in" }, seen: { code: 1, stderr: expect.stringContaining("AADSTS500011") } },
  { line: `${getToken} --tenant ${ids.fabrikamTenant}`, tools: { az: "signed-in" }, seen: { code: 1, stderr: expect.stringContaining("AADSTS50020") } },
  { line: getToken, tools: { az: "signed-in" }, mutate: (world) => void (world.tokenRefusal = { code: 50076, error: "interaction_required", status: 400, description: "Due to a configuration change, you must use multi-factor authentication." }), seen: { code: 1, stderr: expect.stringContaining("AADSTS50076") } },
  { line: "az account show --query tenantId -o tsv", tools: { az: "signed-in" }, seen: { code: 0, stdout: `${ids.contosoTenant}\n` } },
  { line: "az ad signed-in-user show --query id --output tsv", tools: { az: "signed-in" }, seen: { code: 0, stdout: `${ids.developer}\n` } },
  { line: "az version", tools: { az: "signed-out" }, seen: { code: 0, stdout: expect.stringContaining('"azure-cli": "2.91.0"') } },
  { line: "az acount show", tools: { az: "signed-in" }, seen: { code: 2, stderr: expect.stringContaining("misspelled or not recognized") } },
  { line: "azd auth token --output json --no-prompt --scope https://ai.azure.com/.default", tools: { azd: "signed-in" }, seen: { code: 0, stdout: expect.stringMatching(/^\{"token":"[\w.-]+","expiresOn":"[\d-]+T[\d:]+Z"\}\n$/) } },
  { line: "azd auth token --output json --scope https://ai.azure.com/.default", tools: { azd: "signed-out" }, seen: { code: 1, stderr: "ERROR: not logged in, run `azd auth login` to login\n" } },
  { line: "azd auth token --output json --scope https://ai.azure.com/.default", tools: { azd: "expired" }, seen: { code: 1, stderr: expect.stringContaining("reauthentication required") } },
  { line: "azd auth login --check-status", tools: { azd: "signed-in" }, seen: { code: 0, stdout: "Logged in to Azure as dev@contoso.onmicrosoft.com\n" } },
  { line: "pwsh -NoProfile -Command 'Get-AzAccessToken -ResourceUrl \"https://ai.azure.com\"'", tools: { pwsh: "signed-out" }, seen: { code: 1, stderr: expect.stringContaining("Run Connect-AzAccount to login") } },
  { line: "pwsh -NoProfile -Command 'Get-AzAccessToken -ResourceUrl \"https://ai.azure.com\"'", tools: { pwsh: "broken" }, seen: { code: 1, stderr: expect.stringContaining("Az.Accounts") } },
])("$line with $tools", async ({ line, tools, mutate, seen }) => {
  expect(await shell(line, tools, mutate)).toMatchObject(seen);
});

import type { ProbeTools } from "../../probe.ts";
import { runProgram } from "../run-program.ts";

/** A token from a developer's tool, or what the tool said instead. */
export type ToolAnswer =
  | { outcome: "token"; token: string; expiresAt?: number; ms: number }
  | { outcome: "missing" | "signed-out" | "refused" | "slow" | "broken"; message: string; codes: readonly number[]; ms: number };

/** The tools that hold a developer's sign-in, as the libraries call them. */
export type DeveloperTool = "az" | "azd" | "pwsh";

const titles = { az: "Azure CLI", azd: "Azure Developer CLI", pwsh: "Azure PowerShell" } as const;
const signIn = { az: "az login", azd: "azd auth login", pwsh: "Connect-AzAccount" } as const;

/** Asks a tool for a token with the command that the libraries use. */
export async function askTool(tool: DeveloperTool, scope: string, tenant: string | undefined, tools: ProbeTools, signal: AbortSignal): Promise<ToolAnswer> {
  if (!/^[\w.:/~-]+$/.test(scope) || (tenant !== undefined && !/^[\w.-]+$/.test(tenant))) {
    return { outcome: "broken", message: "scope or tenant hold characters that no Azure name has", codes: [], ms: 0 };
  }
  const result = await runProgram(...commandOf(tool, scope, tenant), tools.env, tools.options.timeoutMs, signal);
  const { ms } = result;
  if (result.outcome === "missing") return { outcome: "missing", message: `${titles[tool]} is not installed, or not on PATH`, codes: [], ms };
  if (result.outcome === "slow") return { outcome: "slow", message: `${titles[tool]} gave no answer within ${tools.options.timeoutMs / 1000} s`, codes: [], ms };
  if (result.outcome === "broken") return { outcome: "broken", message: `${titles[tool]} cannot be run (${result.problem})`, codes: [], ms };
  const answer = result.code === 0 ? readToken(result.stdout) : undefined;
  if (answer !== undefined) return { outcome: "token", ...answer, ms };
  const message = firstLines(result.stderr.trim() === "" ? withoutTokens(result.stdout) : result.stderr);
  return { outcome: outcomeOf(tool, message), message: message === "" ? `${titles[tool]} ended with code ${result.code} and said nothing` : message, codes: codesIn(message), ms };
}

function commandOf(tool: DeveloperTool, scope: string, tenant: string | undefined): [string, string[]] {
  const resource = scope.replace(/\/\.default$/, "");
  if (tool === "az") return ["az", ["account", "get-access-token", "--output", "json", "--resource", resource, ...(tenant === undefined ? [] : ["--tenant", tenant])]];
  if (tool === "azd") return ["azd", ["auth", "token", "--output", "json", "--no-prompt", "--scope", scope, ...(tenant === undefined ? [] : ["--tenant-id", tenant])]];
  const script = [
    "$ErrorActionPreference = 'Stop'",
    "Import-Module Az.Accounts -MinimumVersion 2.2.0",
    `$t = Get-AzAccessToken -ResourceUrl '${resource}'${tenant === undefined ? "" : ` -TenantId '${tenant}'`}`,
    "$v = $t.Token",
    "if ($v -is [System.Security.SecureString]) { $v = [System.Net.NetworkCredential]::new('', $v).Password }",
    "@{ Token = $v; ExpiresOn = $t.ExpiresOn.ToUnixTimeSeconds() } | ConvertTo-Json",
  ].join("; ");
  return [process.platform === "win32" ? "powershell" : "pwsh", ["-NoProfile", "-NonInteractive", "-Command", script]];
}

function readToken(stdout: string): { token: string; expiresAt?: number } | undefined {
  try {
    const answer = JSON.parse(stdout) as Record<string, unknown>;
    const token = answer["accessToken"] ?? answer["token"] ?? answer["Token"];
    if (typeof token !== "string" || token === "") return undefined;
    const raw = answer["expires_on"] ?? answer["expiresOn"] ?? answer["ExpiresOn"];
    const at = typeof raw === "number" ? raw : Math.round(Date.parse(String(raw)) / 1000);
    return Number.isFinite(at) ? { token, expiresAt: at } : { token };
  } catch {
    return undefined;
  }
}

/** The codes decide before the advice: tools add "run az login" to every refusal. */
function outcomeOf(tool: DeveloperTool, message: string): "signed-out" | "refused" | "broken" | "missing" {
  if (tool === "pwsh" && /Az\.Accounts.*(not loaded|no valid module|was not found)|module.*Az\.Accounts/i.test(message)) return "missing";
  if (codesIn(message).length > 0) return "refused";
  if (message.toLowerCase().includes(signIn[tool].toLowerCase()) || /not logged in|no subscription found|please run|Run Connect-AzAccount/i.test(message)) return "signed-out";
  return /traceback|exception|error/i.test(message) ? "broken" : "refused";
}

function codesIn(message: string): number[] {
  return [...new Set([...message.matchAll(/AADSTS(\d{5,7})/g)].map((match) => Number(match[1])))];
}

function firstLines(text: string): string {
  return text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("WARNING")).slice(0, 6).join(" ").slice(0, 800);
}

function withoutTokens(text: string): string {
  return text.replace(/eyJ[\w-]+\.[\w-]+\.[\w-]*/g, "[redacted]");
}

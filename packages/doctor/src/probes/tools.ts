import { bareToken, decodeUnverified } from "../jwt/decode.ts";
import { known, unknown } from "../facts.ts";
import type { ToolState } from "../facts/identity.ts";
import type { ProbeTools } from "../probe.ts";
import { defineProbe } from "../probe.ts";
import type { DeveloperTool } from "./credential/developer-tools.ts";
import { askTool } from "./credential/developer-tools.ts";
import { runProgram } from "./run-program.ts";

const members = { az: "AzureCliCredential", azd: "AzureDeveloperCliCredential", pwsh: "AzurePowerShellCredential" } as const;

/** State of the developer's tools that the chain may use: present, signed in, which tenant and subscription. */
export const toolsProbe = defineProbe({
  id: "developer tools",
  gives: ["tools"],
  needs: ["settings", "chain"],
  online: true,
  run: async ({ known: { settings, chain }, tools }, signal) => {
    const wanted = (tool: DeveloperTool): boolean => chain.members.includes(members[tool]) && (chain.first === undefined || chain.members.length === 1);
    if (!wanted("az") && !wanted("azd") && !wanted("pwsh")) {
      return { tools: unknown("not-asked", "the selected credentials don't use the Azure CLI, the Azure Developer CLI or PowerShell") };
    }
    const state = (tool: DeveloperTool): Promise<ToolState> => (wanted(tool) ? stateOf(tool, settings.cloud.armScope, tools, signal) : Promise.resolve({ present: false, problem: "not asked" }));
    const [az, azd, pwsh] = await Promise.all([state("az"), state("azd"), state("pwsh")]);
    return { tools: known({ az, azd, pwsh }) };
  },
});

async function stateOf(tool: DeveloperTool, armScope: string, tools: ProbeTools, signal: AbortSignal): Promise<ToolState> {
  if (tool === "az") return azState(tools, signal);
  const answer = await askTool(tool, armScope, undefined, tools, signal);
  if (answer.outcome !== "token") return { present: answer.outcome !== "missing", signedIn: false, problem: answer.message, ms: answer.ms };
  const decoded = decodeUnverified(bareToken(answer.token) ?? "");
  const tenant = decoded.ok ? decoded.claims["tid"] : undefined;
  return { present: true, signedIn: true, ...(typeof tenant === "string" ? { tenantId: tenant } : {}), ms: answer.ms };
}

async function azState(tools: ProbeTools, signal: AbortSignal): Promise<ToolState> {
  const result = await runProgram("az", ["account", "show", "--output", "json"], tools.env, tools.options.timeoutMs, signal);
  const { ms } = result;
  if (result.outcome === "missing") return { present: false, problem: "not installed, or not on PATH", ms };
  if (result.outcome !== "done") return { present: true, problem: result.outcome === "slow" ? "no answer in time" : result.problem, ms };
  if (result.code !== 0) return { present: true, signedIn: false, problem: result.stderr.trim().split(/\r?\n/).slice(0, 3).join(" ").slice(0, 400), ms };
  try {
    const account = JSON.parse(result.stdout) as { tenantId?: string; id?: string; name?: string; environmentName?: string; user?: { type?: string } };
    const fields = { tenantId: account.tenantId, subscriptionId: account.id, subscriptionName: account.name, cloud: account.environmentName, userType: account.user?.type };
    return { present: true, signedIn: true, ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)), ms };
  } catch {
    return { present: true, problem: "az account show did not answer with JSON", ms };
  }
}

import { known, unknown } from "../facts.ts";
import type { ToolState } from "../facts/identity.ts";
import type { ProbeTools } from "../probe.ts";
import { defineProbe } from "../probe.ts";
import { runProgram } from "./run-program.ts";

/** Whether the Azure CLI is there and signed in, with which tenant and subscription, where the chain may use it. */
export const toolsProbe = defineProbe({
  id: "Azure CLI",
  gives: ["tools"],
  needs: ["settings", "chain"],
  online: true,
  run: async ({ known: { chain }, tools }, signal) => {
    const wanted = chain.members.includes("AzureCliCredential") && (chain.first === undefined || chain.members.length === 1);
    if (!wanted) return { tools: unknown("not-asked", "the selected credentials don't use the Azure CLI") };
    return { tools: known({ az: await azState(tools, signal) }) };
  },
});

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

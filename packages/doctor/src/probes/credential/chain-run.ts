import type { AcquisitionFact, ChainFact, ChainMember, CredentialName, RefusalReason, TokenExchange } from "../../facts/identity.ts";
import type { SettingsFact } from "../../facts/settings.ts";
import type { ProbeTools } from "../../probe.ts";
import { askTool } from "./developer-tools.ts";
import type { ToolAnswer } from "./developer-tools.ts";
import { identityEndpoint } from "./identity-endpoint.ts";
import type { Attempt } from "./token-endpoint.ts";
import { tokenEndpoint } from "./token-endpoint.ts";

/** What one member came to. `stops`: the chain ends here, as the library's does after a refused EnvironmentCredential. */
interface Trial {
  member: ChainMember;
  token?: string;
  expiresAt?: number;
  exchange?: TokenExchange;
  kind: "sts" | "identity-endpoint" | "tool" | "network" | "configuration";
  reason?: RefusalReason;
  codes?: readonly number[];
  stops?: boolean;
}

/** The acquisition as a fact, and the token beside it. */
export interface Acquired {
  fact: AcquisitionFact;
  token?: string;
}

/** Asks the chain's members in order for a token, as DefaultAzureCredential would, and notes what each said. */
export async function runChain(chain: ChainFact, settings: SettingsFact, scope: string, tools: ProbeTools, signal: AbortSignal): Promise<Acquired> {
  if (chain.selector.state === "invalid" && chain.members.length === 0) {
    const message = `AZURE_TOKEN_CREDENTIALS is ${JSON.stringify(chain.selector.value)}, which names no credential`;
    return { fact: { outcome: "refused", scope, kind: "configuration", reason: "invalid-selector", message, members: [] } };
  }
  const trials: Trial[] = [];
  for (const name of chain.members) {
    const trial = await tryMember(name, chain, settings, scope, tools, signal);
    trials.push(trial);
    if (trial.token !== undefined) return accept(trial, trials, scope);
    if (trial.stops === true) break;
  }
  return { fact: refuse(trials, chain, scope) };
}

function accept(trial: Trial, trials: readonly Trial[], scope: string): Acquired {
  const { token = "", exchange, expiresAt } = trial;
  const members = trials.map(({ member }) => member);
  const extra = { ...(exchange === undefined ? {} : { exchange }), ...(expiresAt === undefined ? {} : { expiresAt }) };
  return { token, fact: { outcome: "token", scope, source: trial.member.name, members, ...extra } };
}

/** The member that decides: the first that was refused by someone, else the one that the variables select, else a tool that is there, else the last. */
function refuse(trials: readonly Trial[], chain: ChainFact, scope: string): AcquisitionFact {
  const decisive = trials.find((trial) => trial.member.outcome === "refused")
    ?? trials.find((trial) => trial.member.name === chain.first)
    ?? (trials.length === 1 ? trials[0] : undefined)
    ?? trials.find((trial) => trial.reason === "tool-signed-out");
  const members = trials.map(({ member }) => member);
  if (decisive === undefined) {
    const message = "none of the credentials in the chain is set up here";
    return { outcome: "refused", scope, kind: "configuration", message, members };
  }
  const { exchange, reason, kind } = decisive;
  const aadsts = exchange?.codes[0] ?? decisive.codes?.[0];
  return {
    outcome: "refused",
    scope,
    source: decisive.member.name,
    kind,
    ...(reason === undefined ? {} : { reason }),
    ...(aadsts === undefined ? {} : { aadsts }),
    ...(exchange?.error === undefined ? {} : { error: exchange.error }),
    message: exchange?.description ?? exchange?.failure?.message ?? decisive.member.message,
    members,
    ...(exchange === undefined ? {} : { exchange }),
  };
}

async function tryMember(name: CredentialName, chain: ChainFact, settings: SettingsFact, scope: string, tools: ProbeTools, signal: AbortSignal): Promise<Trial> {
  const entra = tokenEndpoint(settings, tools, scope, signal);
  const tenant = settings.tenant;
  switch (name) {
    case "EnvironmentCredential": {
      const kind = chain.environmentCredential;
      const attempt = kind === "certificate" ? entra.certificate() : kind === "password" ? entra.password() : entra.secret();
      return { ...readAttempt(name, await attempt, "sts"), stops: kind !== undefined && kind !== "incomplete" };
    }
    case "ClientSecretCredential":
      return readAttempt(name, await entra.secret(), "sts");
    case "ClientCertificateCredential":
      return readAttempt(name, await entra.certificate(), "sts");
    case "WorkloadIdentityCredential":
      return readAttempt(name, await entra.federatedFile(), "sts");
    case "ClientAssertionCredential":
      return readAttempt(name, await entra.federatedCredential(), "sts");
    case "ManagedIdentityCredential": {
      if (chain.managedIdentity.source === "workload-identity") return readAttempt(name, await entra.federatedFile(), "sts");
      const probe = chain.members.length > 1;
      return readAttempt(name, await identityEndpoint(chain.managedIdentity, scope, { probe }, tools, signal), "identity-endpoint");
    }
    case "AzureCliCredential":
      return readTool(name, await askTool("az", scope, tenant, tools, signal));
    case "AzurePowerShellCredential":
      return readTool(name, await askTool("pwsh", scope, tenant, tools, signal));
    case "AzureDeveloperCliCredential":
      return readTool(name, await askTool("azd", scope, tenant, tools, signal));
    case "InteractiveBrowserCredential":
    case "DeviceCodeCredential": {
      const { askInteractively } = await import("./interactive.ts");
      return readAttempt(name, await askInteractively(name, settings, scope, tools, signal), "sts");
    }
    default:
      return { member: { name, outcome: "not-tried", message: "needs an editor's or the system's own sign-in, which only a program on the desktop can use" }, kind: "configuration", reason: "not-tried" };
  }
}

function readAttempt(name: CredentialName, attempt: Attempt, to: "sts" | "identity-endpoint"): Trial {
  if ("missing" in attempt) return { member: { name, outcome: "unavailable", message: attempt.missing }, kind: "configuration", reason: "missing-variables" };
  if ("unusable" in attempt) {
    const reason = attempt.unusable.includes("not on this host") ? "foreign-endpoint" : /file|AZURE_/.test(attempt.unusable) ? "unusable-file" : "not-tried";
    const codes = [...attempt.unusable.matchAll(/AADSTS(\d{5,7})/g)].map((match) => Number(match[1]));
    return { member: { name, outcome: "refused", message: attempt.unusable }, kind: "configuration", reason, codes };
  }
  const { exchange, token, expiresAt } = attempt;
  const { ms } = exchange;
  if (token !== undefined) {
    return { member: { name, outcome: "token", message: "gave a token", ms }, kind: to, token, exchange, ...(expiresAt === undefined ? {} : { expiresAt }) };
  }
  if (exchange.failure !== undefined) {
    // Nobody answers at the address of virtual machines: this host is none, so the chain goes on.
    const outcome = to === "identity-endpoint" && exchange.failure.kind !== "proxy" ? "unavailable" : "refused";
    return { member: { name, outcome, message: exchange.failure.message, ms }, kind: "network", exchange };
  }
  return { member: { name, outcome: "refused", message: exchange.description ?? "refused", ms }, kind: to, exchange };
}

function readTool(name: CredentialName, answer: ToolAnswer): Trial {
  const { ms } = answer;
  if (answer.outcome === "token") {
    return { member: { name, outcome: "token", message: "gave a token", ms }, kind: "tool", token: answer.token, ...(answer.expiresAt === undefined ? {} : { expiresAt: answer.expiresAt }) };
  }
  const outcome = answer.outcome === "refused" ? "refused" : "unavailable";
  return { member: { name, outcome, message: answer.message, ms }, kind: "tool", reason: `tool-${answer.outcome}`, codes: answer.codes };
}

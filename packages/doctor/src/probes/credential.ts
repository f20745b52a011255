import { known, unknown } from "../facts.ts";
import type { ChainFact } from "../facts/identity.ts";
import type { SettingsFact } from "../facts/settings.ts";
import { bareToken, decodeUnverified, tokenTextProblems } from "../jwt/decode.ts";
import { tokenFact } from "../jwt/token-fact.ts";
import type { ProbeTools } from "../probe.ts";
import { defineProbe } from "../probe.ts";
import type { Acquired } from "./credential/chain-run.ts";
import { runChain } from "./credential/chain-run.ts";
import { directoryNeed } from "./directory-need.ts";

/** Asks for the data-plane token as the app would, and decodes it. The token itself stays in the store. */
export const dataTokenProbe = defineProbe({
  id: "data-plane token",
  gives: ["acquisition", "token"],
  needs: ["settings", "chain"],
  online: ({ options }) => options.givenToken === undefined,
  urgent: true,
  run: async ({ known: { settings, chain }, tools }, signal) => {
    if (!settings.offline && settings.endpoint.parsed !== undefined && settings.inference) tools.http.warm(settings.endpoint.parsed.origin, 2);
    const acquired = await acquire(chain, settings, settings.scope.value, tools, signal);
    const acquisition = known(acquired.fact);
    if (acquired.token === undefined) return { acquisition, token: unknown("acquisition", "no token was given out") };
    tools.tokens.set("data", bareToken(acquired.token) ?? acquired.token.trim());
    const decoded = decodeUnverified(acquired.token);
    if (!decoded.ok) return { acquisition, token: unknown("failed", `the token cannot be read: ${tokenTextProblems[decoded.problem]}`) };
    return { acquisition, token: known(tokenFact(decoded, Math.round(tools.now() / 1000))) };
  },
});

/** Asks for a management token with the same credential, beside the first request. */
export const armTokenProbe = defineProbe({
  id: "management token",
  gives: ["armToken"],
  needs: ["settings", "chain"],
  online: true,
  urgent: true,
  run: async ({ known: { settings, chain }, tools }, signal) => {
    if (tools.options.givenToken !== undefined) return { armToken: unknown("not-asked", "a token was given, so no other is asked for") };
    // As many as are asked at once as soon as the account's id is known, the definitions of two roles included.
    tools.http.warm(settings.cloud.arm, 11);
    const acquired = await runChain(chain, settings, settings.cloud.armScope, tools, signal);
    if (acquired.token !== undefined) tools.tokens.set("arm", acquired.token);
    return { armToken: known(acquired.fact) };
  },
});

/** Asks for a Microsoft Graph token with the same credential; only when someone wants to know about groups or names. */
export const graphTokenProbe = defineProbe({
  id: "directory token",
  gives: ["graphToken"],
  needs: ["settings", "chain"],
  after: ["roleAssignments", "roleDefinitions", "denyAssignments"],
  online: true,
  run: async ({ known: { settings, chain }, facts, tools }, signal) => {
    if (tools.options.givenToken !== undefined) return { graphToken: unknown("not-asked", "a token was given, so no other is asked for") };
    const need = directoryNeed(facts);
    if (!need.groups && !need.principals) return { graphToken: unknown("not-asked", "nothing here depends on what the directory says") };
    const acquired = await runChain(chain, settings, settings.cloud.graphScope, tools, signal);
    if (acquired.token !== undefined) tools.tokens.set("graph", acquired.token);
    return { graphToken: known(acquired.fact) };
  },
});

function acquire(chain: ChainFact, settings: SettingsFact, scope: string, tools: ProbeTools, signal: AbortSignal): Promise<Acquired> {
  const { givenToken } = tools.options;
  if (givenToken === undefined) return runChain(chain, settings, scope, tools, signal);
  const members = [{ name: "GivenToken", outcome: "token", message: "was given" }] as const;
  return Promise.resolve({ token: givenToken, fact: { outcome: "token", scope, source: "GivenToken", members } });
}

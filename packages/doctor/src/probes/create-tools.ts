import type { SettingsFact } from "../facts/settings.ts";
import type { ProbeOptions, ProbeTools, TokenPurpose } from "../probe.ts";
import { trustedHostsOf } from "../settings.ts";
import { version } from "../version.ts";
import { createHttpClient } from "./http-client.ts";

/** What the probes of one run share. Close `http` when done. */
export function createProbeTools(settings: SettingsFact, options: ProbeOptions, edge: Pick<ProbeTools, "env" | "now" | "notify">): ProbeTools {
  const tokens = new Map<TokenPurpose, string>();
  return {
    ...edge,
    options,
    http: createHttpClient({ env: edge.env, timeoutMs: options.timeoutMs, trustedHosts: trustedHostsOf(settings), userAgent: `entra-doctor/${version}`, now: edge.now }),
    ahead: new Map(),
    tokens: { get: (purpose) => tokens.get(purpose), set: (purpose, token) => void tokens.set(purpose, token) },
  };
}

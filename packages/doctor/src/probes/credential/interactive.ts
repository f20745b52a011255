import type { DeviceCodeCredential } from "@azure/identity";
import type { SettingsFact } from "../../facts/settings.ts";
import type { ProbeTools } from "../../probe.ts";

/** A token, or what the sign-in came to. */
export type InteractiveAnswer = { token: string; expiresAt: number } | { message: string; codes: readonly number[] };

type Session = Pick<DeviceCodeCredential, "getToken">;

// One sign-in serves all scopes of a run: the second token comes from the first one's refresh token.
const sessions = new WeakMap<ProbeTools, { credential: Promise<Session>; last: Promise<unknown> }>();

/** Signs a person in with a browser or a device code, through @azure/identity, which is loaded only here. */
export async function askInteractively(
  name: "InteractiveBrowserCredential" | "DeviceCodeCredential",
  settings: SettingsFact,
  scope: string,
  tools: ProbeTools,
  signal: AbortSignal,
): Promise<InteractiveAnswer> {
  const session = sessions.get(tools) ?? { credential: create(name, settings, tools), last: Promise.resolve() };
  sessions.set(tools, session);
  const turn = session.last.then(async (): Promise<InteractiveAnswer> => {
    try {
      const credential = await session.credential;
      const answer = await credential.getToken(scope, { abortSignal: signal });
      return { token: answer.token, expiresAt: Math.round(answer.expiresOnTimestamp / 1000) };
    } catch (error) {
      const message = error instanceof Error ? error.message.replace(/\s+/g, " ").slice(0, 800) : "the sign-in failed";
      return { message, codes: [...new Set([...message.matchAll(/AADSTS(\d{5,7})/g)].map((match) => Number(match[1])))] };
    }
  });
  session.last = turn;
  return turn;
}

async function create(name: "InteractiveBrowserCredential" | "DeviceCodeCredential", settings: SettingsFact, tools: ProbeTools): Promise<Session> {
  const identity = await import("@azure/identity");
  const tenantId = settings.tenant ?? tools.env["AZURE_TENANT_ID"];
  const clientId = settings.clientId ?? tools.env["AZURE_CLIENT_ID"];
  const options = {
    authorityHost: tools.env["AZURE_AUTHORITY_HOST"] || settings.cloud.authority,
    ...(tenantId === undefined || tenantId === "" ? {} : { tenantId }),
    ...(clientId === undefined || clientId === "" ? {} : { clientId }),
  };
  return name === "DeviceCodeCredential"
    ? new identity.DeviceCodeCredential({ ...options, userPromptCallback: (info) => tools.notify(info.message) })
    : new identity.InteractiveBrowserCredential({ ...options, redirectUri: "http://localhost" });
}

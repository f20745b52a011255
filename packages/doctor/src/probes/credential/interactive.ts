import type { SettingsFact } from "../../facts/settings.ts";
import type { ProbeTools } from "../../probe.ts";
import { browserSignIn } from "./browser-sign-in.ts";
import { deviceCodeSignIn } from "./device-code.ts";
import type { SignInResult, UserSignIn } from "./user-form.ts";
import { postForm } from "./user-form.ts";

// The app that the SDKs sign developers in as, unless the program names its own.
const developerApp = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

// One sign-in serves all scopes of a run; the refresh token stays in memory.
const sessions = new WeakMap<ProbeTools, { last: Promise<unknown>; refreshToken?: string }>();

/** Signs a person in with a browser or a device code, once per run. */
export async function askInteractively(
  name: "InteractiveBrowserCredential" | "DeviceCodeCredential",
  settings: SettingsFact,
  scope: string,
  tools: ProbeTools,
  signal: AbortSignal,
): Promise<SignInResult> {
  const tenant = settings.tenant ?? (tools.env["AZURE_TENANT_ID"]?.trim() || "organizations");
  const authority = (tools.env["AZURE_AUTHORITY_HOST"]?.trim() || settings.cloud.authority).replace(/\/+$/, "");
  const signIn: UserSignIn = {
    base: `${authority}/${encodeURIComponent(tenant)}/oauth2/v2.0`,
    clientId: settings.clientId ?? (tools.env["AZURE_CLIENT_ID"]?.trim() || developerApp),
    tools,
    signal,
  };
  const session = sessions.get(tools) ?? { last: Promise.resolve() };
  sessions.set(tools, session);
  const before = session.last;
  const turn = (async (): Promise<SignInResult> => {
    await before;
    const wanted = `${scope} openid profile offline_access`;
    const result = session.refreshToken === undefined
      ? await (name === "DeviceCodeCredential" ? deviceCodeSignIn : browserSignIn)(signIn, wanted)
      : await postForm(signIn, { grant_type: "refresh_token", refresh_token: session.refreshToken, scope: wanted });
    if ("refreshToken" in result && result.refreshToken !== undefined) session.refreshToken = result.refreshToken;
    return result;
  })();
  session.last = turn;
  return turn;
}

import type { TokenExchange } from "../../facts/identity.ts";
import type { ProbeTools } from "../../probe.ts";
import type { ExchangeResult } from "./exchange.ts";
import { exchangeToken } from "./exchange.ts";

/** A person's sign-in: where to ask, as which app. */
export interface UserSignIn {
  /** https://login.microsoftonline.com/TENANT/oauth2/v2.0 */
  base: string;
  clientId: string;
  tools: ProbeTools;
  signal: AbortSignal;
}

/** Posts a form to the token endpoint; the refresh token of a person's sign-in comes beside the exchange. */
export async function postForm(signIn: UserSignIn, form: Readonly<Record<string, string>>): Promise<ExchangeResult> {
  const body = new URLSearchParams({ client_id: signIn.clientId, ...form }).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return exchangeToken("token-endpoint", { method: "POST", url: `${signIn.base}/token`, body, headers, secret: true }, signIn.tools, signIn.signal);
}

/** What a sign-in came to: an exchange, or a sentence about why it could not even begin. */
export type SignInResult = ExchangeResult | { unusable: string };

/** Whether an answer says "not yet". */
export function isPending(exchange: TokenExchange): boolean {
  return exchange.error === "authorization_pending" || exchange.error === "slow_down";
}

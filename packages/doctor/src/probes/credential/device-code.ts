import { setTimeout as wait } from "node:timers/promises";
import { isPending, postForm } from "./user-form.ts";
import type { SignInResult, UserSignIn } from "./user-form.ts";
import { readExchange } from "./exchange.ts";

/** RFC 8628: shows a code, then asks until the person has entered it elsewhere. */
export async function deviceCodeSignIn(signIn: UserSignIn, scope: string): Promise<SignInResult> {
  const { tools, signal } = signIn;
  const url = `${signIn.base}/devicecode`;
  const body = new URLSearchParams({ client_id: signIn.clientId, scope }).toString();
  const answer = await tools.http.request({ method: "POST", url, body, headers: { "content-type": "application/x-www-form-urlencoded" } }, signal);
  const started = answer.kind === "answer" && answer.status === 200 ? parse(answer.body) : undefined;
  if (started === undefined) return readExchange("token-endpoint", url, answer, tools.now());
  tools.notify(started.message);
  const end = tools.now() + started.lifetimeMs;
  for (let pause = started.intervalMs; ; ) {
    await wait(pause, undefined, { signal });
    const result = await postForm(signIn, { grant_type: "urn:ietf:params:oauth:grant-type:device_code", device_code: started.code });
    if (!isPending(result.exchange) || tools.now() > end) return result;
    if (result.exchange.error === "slow_down") pause += 5000;
  }
}

function parse(text: string): { code: string; message: string; intervalMs: number; lifetimeMs: number } | undefined {
  try {
    const { device_code: code, message, interval, expires_in: lifetime } = JSON.parse(text) as Record<string, unknown>;
    if (typeof code !== "string" || typeof message !== "string") return undefined;
    return { code, message, intervalMs: (Number(interval) || 5) * 1000, lifetimeMs: (Number(lifetime) || 900) * 1000 };
  } catch {
    return undefined;
  }
}

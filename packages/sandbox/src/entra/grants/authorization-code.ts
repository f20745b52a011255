import { createHash } from "node:crypto";
import type { Handler } from "../../app.ts";
import { authenticateClient, findClient } from "../client.ts";
import { Refusal } from "../refusal.ts";
import type { App } from "../../world.ts";
import { newSessionSecret, signInTenant, startSignIn, userTokens } from "../user-sign-in.ts";
import type { Grant } from "./grant.ts";

/** `GET /{tenant}/oauth2/v2.0/authorize`: signs the tenant's user in without a page and sends the browser back at once. */
export const authorize: Handler = (request, context) => {
  const query = request.url.searchParams;
  const tenantName = request.params["tenant"] ?? "";
  const session = startSignIn(tenantName, query, 600_000, context);
  const { app } = findClient(query.get("client_id"), signInTenant(tenantName, query.get("client_id"), context), context);
  const redirectUri = query.get("redirect_uri") ?? "";
  if (!isRegistered(redirectUri, app)) throw new Refusal(50011, { redirectUri, app: app.appId });
  const code = newSessionSecret(context, "1.AX");
  const [challenge, nonce, state] = [query.get("code_challenge"), query.get("nonce"), query.get("state")];
  context.sessions.codes.set(code, {
    ...session,
    redirectUri,
    ...(challenge === null ? {} : { challenge: { value: challenge, method: query.get("code_challenge_method") ?? "plain" } }),
    ...(nonce === null ? {} : { nonce }),
  });
  const answer = new URLSearchParams({ code, ...(state === null ? {} : { state }), session_state: "00000000-0000-4000-8000-000000000000" });
  if (query.get("response_mode") === "form_post") {
    const inputs = [...answer].map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}"/>`).join("");
    const form = `<form method="POST" action="${escapeHtml(redirectUri)}">${inputs}</form>`;
    return { status: 200, headers: { "content-type": "text/html; charset=utf-8" }, body: `<html><body onload="document.forms[0].submit()">${form}</body></html>` };
  }
  const separator = query.get("response_mode") === "fragment" ? "#" : redirectUri.includes("?") ? "&" : "?";
  return { status: 302, headers: { location: `${redirectUri}${separator}${answer.toString()}`, "cache-control": "no-store" }, body: "" };
};

/** Redeems a code once, with the verifier that fits its challenge. */
export const authorizationCode: Grant = ({ form, tenantName, request, tokenUrl }, context) => {
  const code = form.get("code");
  if (code === null) throw new Refusal(900144, { parameter: "code" });
  const session = context.sessions.codes.get(code);
  context.sessions.codes.delete(code);
  const tenant = signInTenant(tenantName, form.get("client_id"), context);
  const client = findClient(form.get("client_id"), tenant, context);
  const proof = authenticateClient(form, client, tenant, tokenUrl, context);
  if (proof === "none" && !client.app.publicClient) throw new Refusal(7000218);
  if (session === undefined || session.clientId !== client.app.appId || session.redirectUri !== form.get("redirect_uri")) throw new Refusal(70000);
  if (session.expiresAt <= context.world.clock.now()) throw new Refusal(70008);
  if (session.challenge !== undefined) {
    const verifier = form.get("code_verifier") ?? "";
    const expected = session.challenge.method === "S256" ? createHash("sha256").update(verifier).digest("base64url") : verifier;
    if (expected !== session.challenge.value) throw new Refusal(501481);
  }
  return userTokens(session, form.get("scope") ?? session.scope, form, { confidential: proof !== "none", loginHost: request.url.hostname }, context);
};

/** Loopback addresses fit a registered `http://localhost` whatever their port and path (RFC 8252 §7.3). */
function isRegistered(redirectUri: string, app: App): boolean {
  if (app.redirectUris.includes(redirectUri)) return true;
  return URL.canParse(redirectUri) && new URL(redirectUri).hostname === "localhost" && app.redirectUris.some((uri) => uri.startsWith("http://localhost"));
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

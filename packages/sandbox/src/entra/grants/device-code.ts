import { randomInt } from "node:crypto";
import { json, type Handler } from "../../app.ts";
import { Refusal } from "../refusal.ts";
import { newSessionSecret, startSignIn, userTokens } from "../user-sign-in.ts";
import type { Grant } from "./grant.ts";

const lifetime = 900;
const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** `POST /{tenant}/oauth2/v2.0/devicecode`: starts a sign-in that the tenant's user completes after one poll. */
export const startDeviceCode: Handler = (request, context) => {
  const session = startSignIn(request.params["tenant"] ?? "", new URLSearchParams(request.body), lifetime * 1000, context);
  const deviceCode = newSessionSecret(context, "DAQABIQE");
  context.sessions.deviceCodes.set(deviceCode, { ...session, polls: 0 });
  const userCode = Array.from({ length: 9 }, () => letters[randomInt(letters.length)]).join("");
  return json(200, {
    user_code: userCode,
    device_code: deviceCode,
    verification_uri: "https://microsoft.com/devicelogin",
    expires_in: lifetime,
    // Entra says 5; a second keeps a person who tries it from waiting.
    interval: 1,
    message: `To sign in, use a web browser to open the page https://microsoft.com/devicelogin and enter the code ${userCode} to authenticate.`,
  });
};

/** A poll for a device code's sign-in: pending the first time, tokens the second. */
export const deviceCode: Grant = ({ form, request }, context) => {
  const code = form.get("device_code") ?? form.get("code");
  if (code === null) throw new Refusal(900144, { parameter: "device_code" });
  const session = context.sessions.deviceCodes.get(code);
  if (session === undefined) throw new Refusal(70018);
  if (session.expiresAt <= context.world.clock.now()) throw new Refusal(70020);
  session.polls = (session.polls ?? 0) + 1;
  if (session.polls === 1) throw new Refusal(70016);
  context.sessions.deviceCodes.delete(code);
  return userTokens(session, session.scope, form, { confidential: false, loginHost: request.url.hostname }, context);
};

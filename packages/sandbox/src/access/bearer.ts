import jwt from "jsonwebtoken";
import type { Context, SandboxRequest } from "../app.ts";

/** The claims of a token that was issued by this sandbox; `aud`, `tid` and `oid` are what doors look at. */
export interface Claims {
  aud: string;
  iss: string;
  tid: string;
  oid: string;
  appid?: string;
  upn?: string;
  idtyp?: string;
  exp: number;
  nbf: number;
  scp?: string;
}

/** What is wrong with the `Authorization` header, apart from the audience. */
export type BearerProblem = "missing" | "malformed" | "bad-signature" | "expired" | "not-yet-valid";

export type Bearer = { claims: Claims } | { problem: BearerProblem; claims?: Claims };

/** Reads the bearer token of a request and checks its signature, `exp` and `nbf` against the world's keys and clock. */
export function readBearer(request: SandboxRequest, context: Context): Bearer {
  const token = /^Bearer (?<token>.*)$/i.exec(request.headers["authorization"] ?? "")?.groups?.["token"]?.trim();
  if (token === undefined || token === "") return { problem: "missing" };
  const claims = verified(token, context);
  if (claims === undefined) return { problem: jwt.decode(token) === null ? "malformed" : "bad-signature" };
  const now = context.world.clock.now() / 1000;
  if (claims.exp <= now) return { problem: "expired", claims };
  if (claims.nbf > now + 300) return { problem: "not-yet-valid", claims };
  return { claims };
}

function verified(token: string, { keys }: Context): Claims | undefined {
  try {
    const payload = jwt.verify(token, keys.publicKeyPem, { algorithms: ["RS256"], ignoreExpiration: true, ignoreNotBefore: true });
    return isClaims(payload) ? payload : undefined;
  } catch {
    return undefined;
  }
}

function isClaims(payload: unknown): payload is Claims {
  const claims = payload as Partial<Claims> | null;
  return typeof claims === "object" && typeof claims?.aud === "string" && typeof claims.tid === "string" && typeof claims.oid === "string" && typeof claims.exp === "number" && typeof claims.nbf === "number";
}

/** Application ids that stand for an audience in tokens of version 2. */
const audienceOfApp: Record<string, string> = {
  "7d312290-28c8-473c-a0ed-8e53749b6d6d": "https://cognitiveservices.azure.com",
  "18a66f5f-dbdf-4c17-9dd7-1634712a9cbe": "https://ai.azure.com",
  "797f4846-ba00-4fd7-ba43-dac1f8f63013": "https://management.azure.com",
};

/** An audience as doors compare it: without trailing slashes, a known application id replaced by its URI. */
export function normalAudience(audience: string): string {
  const bare = audience.replace(/\/+$/, "").toLowerCase();
  return audienceOfApp[bare] ?? bare;
}

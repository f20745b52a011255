import { decodeUnverified } from "../jwt/decode.ts";

/** What a JWT in a log says; the token itself is never kept. */
export interface TokenInText {
  at: number;
  audience?: string;
  tenantId?: string;
  principalId?: string;
  appId?: string;
  expiry?: number;
  /** Past its end by the log's own latest time. */
  expired: boolean;
}

const shape = /\beyJ[A-Za-z0-9_-]{8,4000}\.eyJ[A-Za-z0-9_-]{8,12000}\.[A-Za-z0-9_-]{0,2000}/g;
const time = /\b(20\d\d-[01]\d-[0-3]\d)[T ]([0-2]\d:[0-5]\d:[0-5]\d)/g;

/** The latest time that the text itself shows, in seconds; logs without a zone are taken as UTC. */
export function latestTime(text: string): number | undefined {
  let latest: number | undefined;
  let count = 0;
  for (const hit of text.matchAll(time)) {
    const at = Date.parse(`${hit[1]}T${hit[2]}Z`) / 1000;
    if (Number.isFinite(at) && (latest === undefined || at > latest)) latest = at;
    if (++count > 20_000) break;
  }
  return latest;
}

const cache = new Map<string, readonly TokenInText[]>();

/** Decodes the tokens that stand in a text (the first 20), unverified. */
export function readTokens(text: string): readonly TokenInText[] {
  const known = cache.get(text);
  if (known) return known;
  const out: TokenInText[] = [];
  const now = latestTime(text);
  for (const hit of text.matchAll(shape)) {
    const decoded = decodeUnverified(hit[0]);
    if (!decoded.ok) continue;
    const { aud, tid, oid, appid, azp, exp } = decoded.claims;
    const expiry = typeof exp === "number" ? exp : undefined;
    out.push({
      at: hit.index,
      expired: expiry !== undefined && now !== undefined && now >= expiry,
      ...(typeof aud === "string" && { audience: aud }),
      ...(typeof tid === "string" && { tenantId: tid }),
      ...(typeof oid === "string" && { principalId: oid }),
      ...(typeof (appid ?? azp) === "string" && { appId: String(appid ?? azp) }),
      ...(expiry !== undefined && { expiry }),
    });
    if (out.length >= 20) break;
  }
  cache.clear();
  cache.set(text, out);
  return out;
}

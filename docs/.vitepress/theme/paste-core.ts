// What the paste page computes with: the doctor's pure core, in a chunk of its own that no other page loads.
import { explain } from "entra-doctor/explain";
import { bareToken, decodeUnverified } from "entra-doctor/jwt";
import { tokenFact } from "entra-doctor/token-fact";
import type { Explanation } from "entra-doctor/explain";

/** The claims of a token in words: label and value. */
export type TokenLines = [label: string, value: string][];

/** What the page shows for a text: a token's claims when the text is one, otherwise its causes. */
export function read(text: string, now: Date): { token: TokenLines } | { explanation: Explanation } {
  const trimmed = text.trim();
  const token = bareToken(trimmed);
  const mostlyToken = token !== undefined && trimmed.length - token.length < 40;
  if (mostlyToken) {
    const decoded = decodeUnverified(trimmed);
    if (decoded.ok) return { token: tokenLines(decoded, now) };
  }
  return { explanation: explain(text) };
}

function tokenLines(decoded: Parameters<typeof tokenFact>[0], now: Date): TokenLines {
  const fact = tokenFact(decoded, Math.floor(now.getTime() / 1000));
  const time = (seconds: number | undefined): string => (seconds === undefined ? "" : new Date(seconds * 1000).toISOString());
  const left = fact.expiresAt === undefined ? "" : minutesLeft(fact.expiresAt - fact.seenAt);
  const lines: TokenLines = [
    ["principal", [fact.principal.kind, fact.principal.objectId].filter(Boolean).join(", ")],
    ["app", fact.principal.appId ?? ""],
    ["aud", fact.audience],
    ["tid", fact.tenantId ?? ""],
    ["iss", fact.issuer ?? ""],
    ["nbf", time(fact.notBefore)],
    ["exp", [time(fact.expiresAt), left].filter(Boolean).join(", ")],
    ["scp", fact.scopes.join(" ")],
    ["identity", fact.principal.identityResourceId ?? fact.principal.hostResourceId ?? ""],
  ];
  return lines.filter(([, value]) => value !== "");
}

function minutesLeft(seconds: number): string {
  const minutes = Math.abs(Math.round(seconds / 60));
  return seconds >= 0 ? `${minutes} min left` : `expired ${minutes} min ago`;
}

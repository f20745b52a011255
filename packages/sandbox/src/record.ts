import { createHash } from "node:crypto";
import type { Part } from "./names.ts";

/** One request as it is kept: what a test or a trace may read, never a token or secret. */
export interface RequestRecord {
  /** Milliseconds since the epoch, by the world's clock. */
  at: number;
  method: string;
  /** With the real Azure name; secrets in the query are replaced by their fingerprint. */
  url: string;
  host: string;
  path: string;
  part: Part;
  /** Which way it came. */
  door: "proxy" | "plain";
  /** 0 when no answer was sent: hung, cut before the head, reset, or not answered yet. */
  status: number;
  /** The scheme and the fingerprint (12 hexadecimal digits of SHA-256) of what followed. */
  authorization?: string;
  /** Fingerprint of the `api-key` header. */
  apiKey?: string;
  userAgent?: string;
  /** Names of all request headers, in lower case. */
  headerNames: string[];
  body?: string;
  /** The beginning of the answer when it reports an error. */
  answer?: string;
}

/** A host that was asked for and refused, since the sandbox does not stand for it. */
export interface ForeignHost {
  host: string;
  at: number;
}

/** A tunnel that a program asked the proxy door for. */
export interface TunnelRecord {
  host: string;
  port: number;
  at: number;
  status: number;
}

/** Form fields and query parameters that hold a secret. */
const secretFields = new Set([
  "client_secret", "client_assertion", "assertion", "refresh_token", "code", "device_code", "code_verifier", "password", "access_token", "id_token", "requested_token",
]);

/** What stands for a secret in a record: the first 12 hexadecimal digits of its SHA-256. */
export function fingerprint(secret: string): string {
  return createHash("sha256").update(secret).digest("hex").slice(0, 12);
}

/** A URL with the secrets of its query replaced. */
export function redactUrl(url: URL): string {
  if (![...url.searchParams.keys()].some((name) => secretFields.has(name))) return redactTokens(url.href);
  const copy = new URL(url);
  for (const [name, value] of url.searchParams) if (secretFields.has(name)) copy.searchParams.set(name, fingerprint(value));
  return redactTokens(copy.href);
}

/** A body with the secrets of a form, and every token wherever it stands, replaced; the first 64 thousand characters of it. */
export function redactBody(body: string, contentType: string | undefined): string {
  if (!contentType?.includes("x-www-form-urlencoded")) return redactTokens(body.slice(0, 64_000));
  const form = new URLSearchParams(body);
  for (const [name, value] of new URLSearchParams(body)) if (secretFields.has(name)) form.set(name, fingerprint(value));
  return redactTokens(form.toString().slice(0, 64_000));
}

/** A header's scheme, and the fingerprint of the rest. */
export function redactAuthorization(header: string): string {
  const [scheme, rest] = [header.split(" ", 1)[0] ?? "", header.slice(header.indexOf(" ") + 1)];
  return rest === header ? fingerprint(header) : `${scheme} ${fingerprint(rest)}`;
}

function redactTokens(text: string): string {
  return text.replaceAll(/eyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, (token) => fingerprint(token));
}

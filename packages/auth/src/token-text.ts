import { FoundryAuthError, type AnyFoundryAuthError } from "./errors.ts";

/** A token's text made clean, or why it is none. */
export type TokenReading = { readonly ok: true; readonly token: string } | { readonly ok: false; readonly error: AnyFoundryAuthError };

/** RFC 6750, section 2.1: what may follow `Bearer `. */
const token68 = /^[A-Za-z0-9._~+/-]+=*$/;

const apiKeys: readonly { kind: string; shape: RegExp }[] = [
  { kind: "an Azure API key", shape: /^[0-9a-fA-F]{32}$/ },
  { kind: "an Azure API key", shape: /^[A-Za-z0-9]{84}$/ },
  { kind: "an OpenAI API key", shape: /^sk-/ },
  { kind: "a GitHub token", shape: /^(gh[opsur]_|github_pat_)/ },
];

/**
 * Reads what a credential, a callback or a file gave as a token. Blanks and line ends around it are dropped, since
 * `az … -o tsv` adds one; the Copilot runtime would print a token with a line end in clear.
 * The error's sentence and evidence never hold the text.
 */
export function readTokenText(value: unknown): TokenReading {
  try {
    return { ok: true, token: tokenText(value) };
  } catch (error) {
    return { ok: false, error: error as AnyFoundryAuthError };
  }
}

/**
 * As {@link readTokenText}, but throws.
 * @throws {FoundryAuthError} `token-missing`, `token-bearer-prefix`, `token-control-character`, `token-json`, `token-quoted`,
 * `token-api-key` or `token-not-token68`.
 */
export function tokenText(value: unknown): string {
  if (typeof value !== "string") throw new FoundryAuthError("token-missing", { received: nameOf(value) });
  const token = value.replace(/^\uFEFF/, "").trim();
  if (token === "") throw new FoundryAuthError("token-missing", { received: value === "" ? "an empty text" : "blanks only" });
  if (/^bearer(\s|$)/i.test(token)) throw new FoundryAuthError("token-bearer-prefix", { length: token.length });
  if (/^[{[]/.test(token)) throw new FoundryAuthError("token-json", { length: token.length });
  if (/^["'`].*["'`]$/s.test(token)) throw new FoundryAuthError("token-quoted", { length: token.length });
  const control = token.search(/\p{Cc}/u);
  if (control >= 0) throw new FoundryAuthError("token-control-character", { position: control, character: codeOf(token, control) });
  const key = apiKeys.find(({ shape }) => shape.test(token));
  if (key) throw new FoundryAuthError("token-api-key", { length: token.length, kind: key.kind });
  if (!token68.test(token)) {
    const odd = token.search(/[^A-Za-z0-9._~+/=-]/);
    throw new FoundryAuthError("token-not-token68", { position: odd < 0 ? token.indexOf("=") : odd, length: token.length });
  }
  return token;
}

/** What stands in place of a secret. */
export const redacted = "[redacted]";

const secretFields = "access_token|accessToken|refresh_token|refreshToken|id_token|client_secret|clientSecret|client_assertion|assertion|device_code|code_verifier|password|api[-_]?key|bearerToken";

const secretShapes: readonly [RegExp, string][] = [
  [/\beyJ[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*){1,4}/g, redacted],
  [/\b(Bearer|Basic)[ \t]+(?=[^\s"',;\\]*[0-9._~+/=-])[^\s"',;\\]{8,}/gi, `$1 ${redacted}`],
  [new RegExp(`\\b((?:${secretFields})(?:=|\\\\?["']\\s*:\\s*\\\\?["'])["']?)[^\\s"'\\\\&,;}]+`, "gi"), `$1${redacted}`],
  [/\b(api-key:[ \t]*)\S+/gi, `$1${redacted}`],
  [/\b[A-Za-z0-9]{84}\b/g, redacted],
  [/\bsk-[A-Za-z0-9_-]{16,}/g, redacted],
  [/\b(?:gh[opsur]_|github_pat_)[A-Za-z0-9_]{16,}/g, redacted],
];

/**
 * Takes tokens, secrets and keys out of a text: every one in `known`, to the letter, and whatever has the shape of one.
 * Shapes can't catch an opaque token that nobody names, so pass those that are in hand.
 */
export function redactTokens(text: string, known: Iterable<string> = []): string {
  let clean = text;
  for (const secret of known) if (secret.length >= 4) clean = clean.replaceAll(secret, redacted);
  for (const [shape, replacement] of secretShapes) clean = clean.replace(shape, replacement);
  return clean;
}

/**
 * An error to hang on another one as its `cause`: name and redacted message of the original, and nothing else of it,
 * since stacks, headers and configuration of foreign errors hold tokens.
 */
export function redactedError(error: unknown, known: Iterable<string> = []): Error {
  const source = error instanceof Error ? error : new Error(typeof error === "string" ? error : nameOf(error));
  const copy = new Error(redactTokens(source.message, known));
  copy.name = source.name;
  copy.stack = `${copy.name}: ${copy.message}`;
  return copy;
}

function nameOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return typeof value === "undefined" ? "undefined" : `a value of type ${typeof value}`;
}

function codeOf(text: string, index: number): string {
  return `U+${text.charCodeAt(index).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** What a token's text holds. Nothing here is verified: anyone can write these claims. */
export type DecodedToken =
  | { ok: true; header: Readonly<Record<string, unknown>>; claims: Readonly<Record<string, unknown>>; tolerated: readonly TokenTextProblem[] }
  | { ok: false; problem: TokenTextProblem };

/** Why a text is no token, or what was tolerated around it. */
export type TokenTextProblem =
  | "empty"
  | "bearer-prefix"
  | "whitespace"
  | "quoted"
  | "is-json"
  | "is-key"
  | "encrypted"
  | "not-three-parts"
  | "not-base64url"
  | "not-json";

/** One sentence for each problem, without the text itself. */
export const tokenTextProblems: Readonly<Record<TokenTextProblem, string>> = {
  empty: "there is no text",
  "bearer-prefix": "the text starts with \"Bearer\"; a program that adds the word itself sends it twice",
  whitespace: "blanks or line ends stand around the token; sent as they are, they break the header",
  quoted: "quotation marks stand around the token",
  "is-json": "the text is the whole JSON answer; the token is its access_token or accessToken",
  "is-key": "the text is an API key, not a token",
  encrypted: "the token has five parts: it is encrypted, and only its audience can read it",
  "not-three-parts": "a token has three parts with dots between them",
  "not-base64url": "a part of the token is not base64url",
  "not-json": "a part of the token is not JSON",
};

/** Reads header and claims without checking the signature. Runs anywhere, needs nothing of Node. Never throws. */
export function decodeUnverified(text: string): DecodedToken {
  const tolerated: TokenTextProblem[] = [];
  let token = text;
  if (token.trim() === "") return { ok: false, problem: "empty" };
  if (token.replace(/\r?\n$/, "") !== token.trim()) tolerated.push("whitespace");
  token = token.trim();
  if (/^(authorization:\s*)?bearer\s+/i.test(token)) {
    tolerated.push("bearer-prefix");
    token = token.replace(/^(authorization:\s*)?bearer\s+/i, "");
  }
  if (/^["'].*["']$/.test(token)) {
    tolerated.push("quoted");
    token = token.slice(1, -1);
  }
  if (token.startsWith("{")) {
    const inner = tokenInJson(token);
    if (inner === undefined) return { ok: false, problem: "is-json" };
    tolerated.push("is-json");
    token = inner;
  }
  const parts = token.split(".");
  if (parts.length === 5) return { ok: false, problem: "encrypted" };
  if (parts.length === 1 && /^([0-9a-f]{32}|[A-Za-z0-9]{84}|sk-[\w-]{16,})$/.test(token)) return { ok: false, problem: "is-key" };
  if (parts.length !== 3) return { ok: false, problem: "not-three-parts" };
  const header = readPart(parts[0] ?? "");
  const claims = readPart(parts[1] ?? "");
  if (typeof header === "string") return { ok: false, problem: header };
  if (typeof claims === "string") return { ok: false, problem: claims };
  return { ok: true, header, claims, tolerated };
}

/** The bare token in a text that `decodeUnverified` tolerates; undefined when there is none. */
export function bareToken(text: string): string | undefined {
  const match = /[\w-]+\.[\w-]+\.[\w-]*/.exec(text.startsWith("{") ? (tokenInJson(text) ?? "") : text);
  return match === null ? undefined : match[0];
}

function tokenInJson(text: string): string | undefined {
  try {
    const answer = JSON.parse(text) as Record<string, unknown>;
    const token = answer["access_token"] ?? answer["accessToken"] ?? answer["token"];
    return typeof token === "string" ? token : undefined;
  } catch {
    return undefined;
  }
}

function readPart(part: string): Record<string, unknown> | "not-base64url" | "not-json" {
  if (!/^[\w-]+={0,2}$/.test(part)) return "not-base64url";
  try {
    const binary = atob(part.replaceAll("-", "+").replaceAll("_", "/"));
    const value: unknown = JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0))));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : "not-json";
  } catch (error) {
    return error instanceof SyntaxError ? "not-json" : "not-base64url";
  }
}

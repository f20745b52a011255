import { causeIdOf, entraCodeIn } from "./cause-id.ts";
import { FoundryAuthError } from "./errors.ts";
import { redactedError, redactTokens } from "./token-text.ts";

/**
 * What a credential threw, as a {@link FoundryAuthError} of code `token-refused`: its text without secrets, Entra's error number
 * and the root cause where the text tells. The original stays behind: it may hold requests and configuration.
 */
export function refusalOf(error: unknown, known: Iterable<string> = []): FoundryAuthError<"token-refused"> {
  const cause = redactedError(error, known);
  const parts = partsOf(error).map((part) => redactTokens(part, known));
  const text = parts.join("\n").trim();
  const entraCode = entraCodeIn(text);
  const causeId = causeIdOf({ text });
  return new FoundryAuthError("token-refused", { text: text || `It failed with ${cause.name}.`, ...(entraCode !== undefined && { entraCode }), ...(causeId !== undefined && { causeId }) }, { cause });
}

/** The message, then those of its causes where they add something: the identity library keeps the system's reason there. */
function partsOf(error: unknown): string[] {
  const parts: string[] = [];
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const code = "code" in at && typeof at.code === "string" && !at.message.includes(at.code) ? ` (${at.code})` : "";
    const part = `${at.message}${code}`.trim();
    if (part !== "" && !parts.some((earlier) => earlier.includes(part))) parts.push(part);
  }
  return parts.length === 0 && typeof error === "string" ? [error] : parts;
}

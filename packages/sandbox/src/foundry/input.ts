import type { Properties } from "../world.ts";

/** How many user texts a Responses `input` or a chat's `messages` hold: one for a plain string, one for each user message with text. */
export function countUserTexts(input: unknown): number {
  if (typeof input === "string") return 1;
  if (!Array.isArray(input)) return 0;
  return (input as unknown[]).filter((item) => isUserText(item)).length;
}

function isUserText(item: unknown): boolean {
  if (typeof item !== "object" || item === null) return false;
  const { role, content } = item as Properties;
  if (role !== "user") return false;
  if (typeof content === "string") return content !== "";
  return Array.isArray(content) && (content as unknown[]).some((part) => typeof part === "object" && part !== null && typeof (part as Properties)["text"] === "string");
}

/** A rough count of tokens: four characters each. */
export function countTokens(value: unknown): number {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return Math.max(1, Math.ceil(text.length / 4));
}

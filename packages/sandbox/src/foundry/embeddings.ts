import { json, type SandboxResponse } from "../app.ts";
import { serviceError } from "./error.ts";
import { countTokens } from "./input.ts";
import type { AuthorizedCall } from "./operation.ts";
import { nextAnswer } from "./answer.ts";

const defaultSize: Record<string, number> = { "text-embedding-3-large": 3072 };

/** Creates embeddings: unit vectors that depend only on the text, as floats or as base64 of little-endian 32-bit floats. */
export function createEmbeddings(call: AuthorizedCall): SandboxResponse {
  const { body, deployment } = call;
  const { input } = body;
  const texts = typeof input === "string" ? [input] : Array.isArray(input) ? input.map((item) => (typeof item === "string" ? item : JSON.stringify(item))) : undefined;
  if (texts === undefined || texts.length === 0) return serviceError(400, "missing_required_parameter", "Missing required parameter: 'input'.", { type: "invalid_request_error", param: "input" });
  nextAnswer(call, texts.length);
  const size = typeof body["dimensions"] === "number" ? body["dimensions"] : (defaultSize[deployment?.model.name ?? ""] ?? 1536);
  const data = texts.map((text, index) => ({ object: "embedding", index, embedding: body["encoding_format"] === "base64" ? base64(vector(text, size)) : vector(text, size) }));
  const tokens = countTokens(texts.join(" "));
  return json(200, { object: "list", data, model: deployment?.model.name, usage: { prompt_tokens: tokens, total_tokens: tokens } });
}

function vector(text: string, size: number): number[] {
  let state = Buffer.from(text).reduce((sum, byte) => (sum * 31 + byte) % 2_147_483_647, 7);
  const raw = Array.from({ length: size }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647 - 0.5;
  });
  const length = Math.hypot(...raw);
  return raw.map((value) => value / length);
}

function base64(values: number[]): string {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeFloatLE(value, index * 4));
  return bytes.toString("base64");
}

import { explain, type Explanation } from "../explain.ts";
import type { RedactOptions } from "../redact.ts";
import { createReader } from "./reader.ts";

/** Reads logs that tell of one failure, one after the other, and explains them together. Lines are counted through. */
export async function explainStream(logs: readonly AsyncIterable<Uint8Array>[], options: RedactOptions = {}): Promise<Explanation> {
  const reader = createReader();
  for (const log of logs) for await (const chunk of log) reader.push(chunk);
  return explain(reader.finish(), options);
}

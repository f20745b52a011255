import { credentialKinds, isCredentialKind } from "../credential-kinds.ts";
import { faults } from "../faults/index.ts";
import type { SandboxOptions } from "../sandbox.ts";
import type { Options } from "./arguments.ts";

/** The sandbox that `--fault`, `--credential` and `--port` ask for, or a sentence about what is wrong with them. */
export function worldChoice(options: Options): SandboxOptions | { sentence: string } {
  const ids = options["fault"] ?? [];
  const unknown = ids.find((id) => !faults.some((fault) => fault.id === id));
  if (unknown !== undefined) return { sentence: `There is no fault '${unknown}'${near(unknown, faults.map(({ id }) => id))}; 'entra-sandbox faults' lists them.` };
  const kind = options["credential"]?.[0];
  if (kind !== undefined && !isCredentialKind(kind)) {
    return { sentence: `There is no credential kind '${kind}'; the kinds are ${Object.keys(credentialKinds).join(", ")}.` };
  }
  const text = options["port"]?.[0];
  const port = Number(text);
  if (text !== undefined && !(/^\d+$/.test(text) && port >= 1 && port <= 65_535)) return { sentence: `--port cannot be '${text}'; it is a number from 1 to 65535.` };
  return { fault: ids, ...(kind === undefined ? {} : { credential: kind }), ...(text === undefined ? {} : { ports: { proxy: port } }) };
}

/** The known id that shares the most words with a mistyped one. */
function near(id: string, known: readonly string[]): string {
  const words = new Set(id.toLowerCase().split(/[^a-z\d]+/));
  const scored = known.map((candidate) => ({ candidate, score: candidate.split("-").filter((word) => words.has(word)).length }));
  const best = scored.reduce((best, each) => (each.score > best.score ? each : best), { candidate: "", score: 0 });
  return best.score === 0 ? "" : ` (did you mean '${best.candidate}'?)`;
}

import type { Signature } from "../cause.ts";

/** Conditions beside the phrases: one of `any`, none of `none`. */
type Besides = Pick<Signature, "any" | "none">;

/** One signature: all of the phrases, near each other. */
export function all(score: number, says: string, phrases: readonly string[], besides: Besides = {}): Signature {
  return { all: phrases, score, says, ...besides };
}

/** Several ways of saying the same thing: a signature for each phrase. */
export function each(score: number, says: string, phrases: readonly string[], besides: Besides = {}): Signature[] {
  return phrases.map((phrase) => ({ all: [phrase], score, says, ...besides }));
}

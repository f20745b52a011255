/** Called for each occurrence: which phrase, and where it starts and ends in the bytes. */
export type OnHit = (phrase: number, start: number, end: number) => void;

/** Finds many phrases in one pass. */
export interface PhraseTable {
  /** Looks at bytes[from, to); a phrase that reaches over `to` is not found. */
  scan(bytes: Uint8Array, from: number, to: number, onHit: OnHit): void;
  /** Length of the longest phrase: what two neighbouring pieces have to share. */
  readonly longest: number;
}

const blockBits = 15;
const fold = new Uint8Array(256).map((_, byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));

function block(a: number, b: number, c: number): number {
  return ((a << 10) ^ (b << 5) ^ c) & ((1 << blockBits) - 1);
}

/**
 * A shift table over blocks of three bytes (Wu and Manber): a block that ends no phrase lets the scan jump ahead,
 * so the cost hardly grows with the number of phrases. Letter case of ASCII does not count.
 * Of each phrase the window with the rarest blocks is the one that is looked for.
 */
export function createPhraseTable(phrases: readonly string[]): PhraseTable {
  const encoded = phrases.map((phrase) => new TextEncoder().encode(phrase).map((byte) => fold[byte] ?? byte));
  const shortest = Math.min(...encoded.map((bytes) => bytes.length));
  if (shortest < 3) throw new RangeError("A phrase needs at least three bytes.");
  const window = Math.min(shortest, 12);
  const longest = Math.max(...encoded.map((bytes) => bytes.length));
  const size = 1 << blockBits;

  const frequency = new Uint16Array(size);
  const at = (bytes: Uint8Array, end: number) => block(bytes[end - 2] ?? 0, bytes[end - 1] ?? 0, bytes[end] ?? 0);
  for (const bytes of encoded) for (let end = 2; end < bytes.length; end++) frequency[at(bytes, end)] = (frequency[at(bytes, end)] ?? 0) + 1;

  const shift = new Uint8Array(size).fill(window - 2);
  const bucket = new Map<number, number[]>();
  const offset = encoded.map((bytes) => {
    let best = 0;
    let bestCost = Infinity;
    for (let start = 0; start + window <= bytes.length; start++) {
      let cost = 0;
      for (let end = start + 2; end < start + window; end++) cost += 1 / (frequency[at(bytes, end)] ?? 1);
      // Blocks that other phrases use already cost nothing more: the table stays sparse.
      if (cost < bestCost) [best, bestCost] = [start, cost];
    }
    return best;
  });
  encoded.forEach((bytes, phrase) => {
    const start = offset[phrase] ?? 0;
    for (let end = 2; end < window; end++) {
      const key = at(bytes, start + end);
      shift[key] = Math.min(shift[key] ?? 0, window - 1 - end);
    }
    const key = at(bytes, start + window - 1);
    const list = bucket.get(key);
    if (list) list.push(phrase);
    else bucket.set(key, [phrase]);
  });
  const buckets: (readonly number[] | undefined)[] = Array.from({ length: size }, (_, key) => bucket.get(key));

  return {
    longest,
    scan(bytes, from, to, onHit) {
      let i = from + window - 1;
      while (i < to) {
        const key = ((fold[bytes[i - 2] as number] as number) << 10 ^ (fold[bytes[i - 1] as number] as number) << 5 ^ (fold[bytes[i] as number] as number)) & (size - 1);
        const jump = shift[key] as number;
        if (jump !== 0) {
          i += jump;
          continue;
        }
        for (const phrase of buckets[key] ?? []) {
          const wanted = encoded[phrase] as Uint8Array;
          const start = i - window + 1 - (offset[phrase] as number);
          if (start < from || start + wanted.length > to) continue;
          let k = 0;
          while (k < wanted.length && fold[bytes[start + k] as number] === wanted[k]) k++;
          if (k === wanted.length) onHit(phrase, start, start + wanted.length);
        }
        i++;
      }
    },
  };
}

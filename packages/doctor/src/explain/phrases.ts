/** Called for each occurrence: which phrase, and where it starts and ends in the bytes. */
export type OnHit = (phrase: number, start: number, end: number) => void;

/** Finds many phrases in one pass. */
export interface PhraseTable {
  /** Looks at bytes[from, to); a phrase that reaches over `to` is not found. */
  scan(bytes: Uint8Array, from: number, to: number, onHit: OnHit): void;
  /** Length of the longest phrase: what two neighbouring pieces have to share. */
  readonly longest: number;
}

const bits = 17;
const size = 1 << bits;
// Sets the bit that tells small letters from capitals; other characters that it changes only meet by chance and are compared later.
const small = 0x20202020;
const spread = 0x9e3779b1;
const fold = new Uint8Array(256).map((_, byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));

function keyOf(a: number, b: number, c: number, d: number): number {
  return Math.imul((a << 24) | (b << 16) | (c << 8) | d | small, spread) >>> (32 - bits);
}

/**
 * A shift table over blocks of bytes (Wu and Manber): a block that is in no phrase lets the scan jump ahead, so the
 * cost hardly grows with the number of phrases. Blocks are of four bytes, or of three when a phrase is that short.
 * Letter case of ASCII does not count. Of each phrase the window with the blocks that others share is looked for.
 */
export function createPhraseTable(phrases: readonly string[]): PhraseTable {
  const encoded = phrases.map((phrase) => new TextEncoder().encode(phrase).map((byte) => fold[byte] ?? byte));
  const window = Math.min(12, ...encoded.map((bytes) => bytes.length));
  if (window < 3) throw new RangeError("A phrase needs at least three bytes.");
  const block = window >= 6 ? 4 : 3;
  const at = (bytes: Uint8Array, end: number) => keyOf(block === 4 ? (bytes[end - 3] as number) : 0, bytes[end - 2] as number, bytes[end - 1] as number, bytes[end] as number);
  const { shift, buckets, offsets } = arrange(encoded, window, block, at);

  // The phrases that have the block which ends at `i` at the end of their window.
  const verify = (bytes: Uint8Array, i: number, candidates: readonly number[], from: number, to: number, onHit: OnHit) => {
    for (const phrase of candidates) {
      const wanted = encoded[phrase] as Uint8Array;
      const start = i - window + 1 - (offsets[phrase] as number);
      if (start < from || start + wanted.length > to) continue;
      let k = 0;
      while (k < wanted.length && fold[bytes[start + k] as number] === wanted[k]) k++;
      if (k === wanted.length) onHit(phrase, start, start + wanted.length);
    }
  };

  return {
    longest: Math.max(...encoded.map((bytes) => bytes.length)),
    scan(bytes, from, to, onHit) {
      let i = from + window - 1;
      while (i < to) {
        const first = block === 4 ? (bytes[i - 3] as number) : 0;
        const key = Math.imul((first << 24) | ((bytes[i - 2] as number) << 16) | ((bytes[i - 1] as number) << 8) | (bytes[i] as number) | small, spread) >>> (32 - bits);
        const jump = shift[key] as number;
        if (jump === 0) verify(bytes, i++, buckets.get(key) ?? [], from, to, onHit);
        else i += jump;
      }
    },
  };
}

interface Arrangement {
  /** How far the scan may go on after a block. */
  shift: Uint8Array;
  buckets: Map<number, number[]>;
  /** Where each phrase's window starts. */
  offsets: number[];
}

function arrange(encoded: readonly Uint8Array[], window: number, block: number, at: (bytes: Uint8Array, end: number) => number): Arrangement {
  const frequency = new Map<number, number>();
  for (const bytes of encoded) {
    for (let end = block - 1; end < bytes.length; end++) frequency.set(at(bytes, end), (frequency.get(at(bytes, end)) ?? 0) + 1);
  }
  const shift = new Uint8Array(size).fill(window - block + 1);
  const buckets = new Map<number, number[]>();
  const offsets = encoded.map((bytes, phrase) => {
    let start = 0;
    let least = Infinity;
    for (let candidate = 0; candidate + window <= bytes.length; candidate++) {
      let cost = 0;
      for (let end = candidate + block - 1; end < candidate + window; end++) cost += 1 / (frequency.get(at(bytes, end)) ?? 1);
      if (cost < least) [start, least] = [candidate, cost];
    }
    for (let end = block - 1; end < window; end++) {
      const key = at(bytes, start + end);
      shift[key] = Math.min(shift[key] ?? 0, window - 1 - end);
    }
    const key = at(bytes, start + window - 1);
    const list = buckets.get(key);
    if (list) list.push(phrase);
    else buckets.set(key, [phrase]);
    return start;
  });
  return { shift, buckets, offsets };
}

import { aadsts } from "../causes/aadsts.ts";
import { causeIds } from "../causes/cause-ids.ts";
import { causes } from "../causes/index.ts";
import type { Excerpt } from "../explain.ts";
import { createLogDecoder, detectEncoding, type LogEncoding } from "./decode.ts";
import { isPhrase } from "./match.ts";
import { createPhraseTable, type PhraseTable } from "./phrases.ts";
import { telling } from "./weigh.ts";

/** Up to this size a log is read as a whole; of a longer one only the surroundings of what is known are kept. */
export const wholeLimit = 2 * 1024 * 1024;

const before = 2048;
const after = 6144;
const blockSize = 1024 * 1024;
const headLimit = 320 * 1024;
const tailLimit = 320 * 1024;
const partSize = 32 * 1024;

/** Takes a log piece by piece, in memory that does not grow, and gives what `explain` needs of it. */
export interface LogReader {
  push(bytes: Uint8Array): void;
  finish(): Excerpt;
}

const shortestAnchor = 9;

/**
 * The fixed strings that a long log is searched for: of each telling signature the longest phrase, cut at characters
 * that escaping changes, and the beginnings of Entra's numbers. Everything around a hit is read in full afterwards.
 */
export function anchors(): string[] {
  const out = new Set([...aadsts.keys()].map((code) => `aadsts${String(code).slice(0, 3)}`));
  for (const id of causeIds) {
    for (const signature of causes[id].signatures) {
      if (signature.score < telling) continue;
      const longest = signature.all
        .filter(isPhrase)
        .flatMap((phrase) => phrase.split(/['"`\\[\]*|]/))
        .map((part) => part.trim())
        .reduce((a, b) => (b.length > a.length ? b : a), "");
      if (longest.length >= shortestAnchor) out.add(longest.toLowerCase());
    }
  }
  return [...out];
}

let table: PhraseTable | undefined;

interface Piece {
  bytes: Uint8Array;
  line: number;
}

/** A reader for one log (or for several that tell of the same failure). */
export function createReader(): LogReader {
  let encoding: LogEncoding | undefined;
  let decode: ((bytes: Uint8Array, last: boolean) => string) | undefined;
  const encoder = new TextEncoder();
  let whole: Uint8Array[] | undefined = [];
  let size = 0;
  // The filter's state: what is not looked at yet, with the number of its first line.
  let pending = new Uint8Array(blockSize + before + after);
  let filled = 0;
  let scanned = 0;
  let line = 1;
  let lastByte = 10;
  const head: Piece[] = [];
  let headSize = 0;
  const tail: Piece[] = [];
  let tailSize = 0;

  // The first of what is known fills the head; the rest pushes through the tail, in parts that end with a line.
  const keep = (bytes: Uint8Array, at: number) => {
    for (let from = 0, number = at; from < bytes.length; ) {
      const until = from + partSize >= bytes.length ? bytes.length : lineEnd(bytes, bytes.length, from, from + partSize);
      const part = bytes.slice(from, until);
      if (headSize + part.length <= headLimit) {
        head.push({ bytes: part, line: number });
        headSize += part.length;
      } else {
        tail.push({ bytes: part, line: number });
        tailSize += part.length;
        while (tailSize > tailLimit && tail.length > 1) tailSize -= tail.shift()?.bytes.length ?? 0;
      }
      number += newlines(bytes, from, until);
      from = until;
    }
  };

  const filter = (last: boolean) => {
    table ??= createPhraseTable(anchors());
    const to = last ? filled : Math.max(scanned, filled - after);
    const windows: [number, number][] = [];
    table.scan(pending.subarray(0, filled), scanned, to, (_, start, end) => {
      const from = lineStart(pending, Math.max(0, start - before), start);
      const until = lineEnd(pending, filled, end, Math.min(filled, end + after));
      const open = windows.at(-1);
      if (open && from <= open[1]) open[1] = Math.max(open[1], until);
      else windows.push([from, until]);
    });
    // A window counts its lines from the start of what is pending.
    const keepFrom = last ? filled : Math.max(0, to - before);
    let at = 0;
    let number = line;
    for (const [from, until] of windows) {
      number += newlines(pending, at, from);
      at = from;
      keep(pending.subarray(from, until), number);
    }
    line = at <= keepFrom ? number + newlines(pending, at, keepFrom) : line + newlines(pending, 0, keepFrom);
    pending.copyWithin(0, keepFrom, filled);
    filled -= keepFrom;
    scanned = to - keepFrom;
  };

  const add = (bytes: Uint8Array) => {
    size += bytes.length;
    lastByte = bytes.at(-1) ?? lastByte;
    if (whole && size <= wholeLimit) {
      whole.push(bytes.slice());
      return;
    }
    const parts = whole ? [...whole, bytes] : [bytes];
    whole = undefined;
    for (const part of parts) {
      for (let from = 0; from < part.length; ) {
        const room = pending.length - filled;
        const take = part.subarray(from, from + room);
        pending.set(take, filled);
        filled += take.length;
        from += take.length;
        if (filled === pending.length) filter(false);
      }
    }
  };

  const take = (bytes: Uint8Array, last: boolean) => {
    if (encoding === undefined && bytes.length > 0) {
      encoding = detectEncoding(bytes);
      if (encoding.startsWith("utf-16")) decode = createLogDecoder(encoding as "utf-16le");
    }
    if (encoding === "binary") {
      size += bytes.length;
      return;
    }
    add(decode ? encoder.encode(decode(bytes, last)) : bytes);
  };

  return {
    push: (bytes) => take(bytes, false),
    finish() {
      if (decode) take(new Uint8Array(0), true);
      if (encoding === "binary") return { text: "", lines: 0, binary: true };
      const unended = lastByte === 10 ? 0 : 1;
      if (whole) {
        const all = join(whole);
        return { text: new TextDecoder().decode(all), lines: newlines(all, 0, all.length) + unended };
      }
      filter(true);
      return { ...excerpt([...head, ...tail]), lines: line - 1 + unended };
    },
  };
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function excerpt(pieces: readonly Piece[]): { text: string; numbers: number[] } {
  const numbers: number[] = [];
  const texts: string[] = [];
  for (const piece of pieces) {
    const text = new TextDecoder().decode(piece.bytes).replace(/\n$/, "");
    texts.push(text);
    const count = text.split("\n").length;
    for (let i = 0; i < count; i++) numbers.push(piece.line + i);
  }
  return { text: texts.join("\n"), numbers };
}

function newlines(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = bytes.indexOf(10, from); at >= 0 && at < to; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}

function lineStart(bytes: Uint8Array, from: number, to: number): number {
  if (from === 0) return 0;
  const at = bytes.indexOf(10, from);
  return at >= 0 && at < to ? at + 1 : from;
}

function lineEnd(bytes: Uint8Array, filled: number, from: number, to: number): number {
  if (to === filled) return filled;
  const at = bytes.lastIndexOf(10, to);
  return at > from ? at + 1 : to;
}

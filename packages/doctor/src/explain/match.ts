import { aadsts, type AadstsMeaning } from "../causes/aadsts.ts";
import { causeIds, type CauseId } from "../causes/cause-ids.ts";
import type { Signature } from "../causes/cause.ts";
import { causes } from "../causes/index.ts";
import { features } from "./features.ts";
import { createPhraseTable, type PhraseTable } from "./phrases.ts";
import { squeeze, squeezePhrase } from "./squeeze.ts";

/** One signature or code that the text holds. */
export interface Match {
  cause: CauseId;
  score: number;
  says: string;
  /** Index in the text of what was found. */
  at: number;
  /** The signature, absent for codes that the table of numbers gives. */
  signature?: Signature;
  code?: number;
}

interface Compiled {
  table: PhraseTable;
  /** Squeezed phrases; the first ones introduce a number of Entra. */
  phrases: readonly string[];
}

const introductions = ["aadsts", "error_codes:", "error(s):", "error?code=", "error_code:", "code:", "clitelem:1,", "clitelem:2,"];
// How far apart the parts of a signature may stand, in characters of the text.
const near = 9000;
const kept = 12;

let compiled: Compiled | undefined;

/** Every phrase of the signatures, as written. */
export function signaturePhrases(): string[] {
  const all = new Set<string>();
  for (const id of causeIds) {
    for (const s of causes[id].signatures) {
      for (const phrase of [...s.all, ...(s.any ?? []), ...(s.none ?? [])]) if (isPhrase(phrase)) all.add(phrase);
    }
  }
  return [...all];
}

/** Whether an entry of a signature is a text, not a code or a feature. */
export const isPhrase = (text: string) => !text.startsWith("@") && !/^AADSTS\d+$/.test(text);

function compile(): Compiled {
  if (compiled) return compiled;
  const squeezed = new Set(introductions);
  for (const phrase of signaturePhrases()) squeezed.add(squeezePhrase(phrase));
  const phrases = [...squeezed];
  compiled = { table: createPhraseTable(phrases), phrases };
  return compiled;
}

/** All that the text holds of what the knowledge base knows. Pure; time grows with the text only. */
export function matchText(text: string): Match[] {
  const { table, phrases } = compile();
  const { bytes, length, origin } = squeeze(text);
  const found = new Map<string, number[]>();
  const add = (name: string, at: number) => {
    const list = found.get(name);
    if (!list) found.set(name, [at]);
    else if (list.length < kept * 2) list.push(at);
    else {
      // The first ones stay, the last ones move on.
      list.copyWithin(kept, kept + 1);
      list[list.length - 1] = at;
    }
  };
  const codes: { code: number; at: number }[] = [];
  table.scan(bytes, 0, length, (phrase, start, end) => {
    if (phrase < introductions.length) {
      add(phrases[phrase] as string, origin[start] ?? 0);
      for (const code of readCodes(text, bytes, origin, end, length, phrase === 0)) {
        add(`AADSTS${code}`, origin[start] ?? 0);
        if (codes.length < 4000) codes.push({ code, at: origin[start] ?? 0 });
      }
      return;
    }
    const name = phrases[phrase] as string;
    const first = origin[start] ?? 0;
    const last = origin[end - 1] ?? 0;
    if (end - start <= 9 && !standsAlone(text, first, last)) return;
    // "Resource not found" and ResourceNotFound are squeezed to the same and mean different things.
    if (last - first >= end - start) add(`${name} `, first);
    if (last - first + 1 === end - start || !/[ \t]/.test(text.slice(first, last))) add(name, first);
  });
  for (const feature of features) for (const at of feature.find(text)) add(feature.name, at);

  const matches: Match[] = [];
  for (const { code, at } of codes) {
    const meaning: AadstsMeaning | undefined = aadsts.get(code);
    if (meaning) matches.push({ cause: meaning.cause, score: meaning.score, says: `AADSTS${code}: ${meaning.says}`, at, code });
  }
  const lookUp = (phrase: string) => found.get(isPhrase(phrase) ? squeezed(phrase) : phrase);
  for (const id of causeIds) {
    for (const signature of causes[id].signatures) {
      for (const at of satisfied(signature, lookUp)) {
        matches.push({ cause: id, score: signature.score, says: signature.says, at, signature });
      }
    }
  }
  return matches;
}

// The squeezed phrase, with a blank at its end when the phrase has blanks itself.
const squeezedPhrases = new Map<string, string>();
function squeezed(phrase: string): string {
  let out = squeezedPhrases.get(phrase);
  if (out === undefined) squeezedPhrases.set(phrase, (out = `${squeezePhrase(phrase)}${/\s/.test(phrase) ? " " : ""}`));
  return out;
}

// Where a signature holds: the first and the last place are enough.
function satisfied(signature: Signature, lookUp: (phrase: string) => number[] | undefined): number[] {
  const [first, ...rest] = signature.all;
  const places = first === undefined ? undefined : lookUp(first);
  if (!places) return [];
  const others = rest.map(lookUp);
  if (others.some((list) => list === undefined)) return [];
  const any = signature.any?.flatMap((phrase) => lookUp(phrase) ?? []);
  if (any?.length === 0) return [];
  const none = (signature.none ?? []).flatMap((phrase) => lookUp(phrase) ?? []);
  const close = (list: readonly number[], at: number) => list.some((other) => Math.abs(other - at) <= near);
  const good = places.filter((at) => others.every((list) => close(list ?? [], at)) && (!any || close(any, at)) && !close(none, at));
  const last = good.at(-1);
  return good.length === 0 || last === undefined ? [] : good[0] === last ? [last] : [good[0] as number, last];
}

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 48 && byte <= 57;

// The number after an introduction, captured whole: digits that white space does not part. A list of numbers gives several.
function readCodes(text: string, bytes: Uint8Array, origin: Uint32Array, from: number, length: number, single: boolean): number[] {
  const out: number[] = [];
  let i = from;
  while (i < length && out.length < 8) {
    let digits = "";
    while (i < length && digits.length < 9 && isDigit(bytes[i])) {
      const gap = digits === "" ? "" : text.slice((origin[i - 1] ?? 0) + 1, Math.min(origin[i] ?? 0, (origin[i - 1] ?? 0) + 4));
      if (/\s/.test(gap)) break;
      digits += String.fromCharCode(bytes[i] ?? 0);
      i++;
    }
    if (digits.length < 5 || digits.length > 8) return out;
    out.push(Number(digits));
    if (single || bytes[i] !== 44) return out;
    i++;
  }
  return out;
}

const isWordCharacter = (character: string | undefined) => character !== undefined && /[A-Za-z0-9]/.test(character);

// A short phrase counts only as a word of its own: 407 is not part of 4071, nor UMI of LUMINOUS.
function standsAlone(text: string, first: number, last: number): boolean {
  return !(isWordCharacter(text[first]) && isWordCharacter(text[first - 1])) && !(isWordCharacter(text[last]) && isWordCharacter(text[last + 1]));
}

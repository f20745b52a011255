import type { CauseId } from "./causes/cause-ids.ts";
import type { Neighbour, Step } from "./causes/cause.ts";
import { causes } from "./causes/index.ts";
import { tellApart, type Undecided } from "./explain/apart.ts";
import { cleanLine } from "./explain/clean.ts";
import { lineAt, mapLines } from "./explain/lines.ts";
import { matchText, type Match } from "./explain/match.ts";
import { readValues } from "./explain/values.ts";
import { telling, weigh, type Weighed } from "./explain/weigh.ts";
import { redact, type RedactOptions } from "./redact.ts";

/** One line of the log and what it says. */
export interface ExplainEvidence {
  line: number;
  text: string;
  says: string;
}

/** A cause that the text speaks for. */
export interface ExplainedCause {
  id: CauseId;
  title: string;
  /** 0 to 1. */
  confidence: number;
  evidence: ExplainEvidence[];
  why: string;
  /** What tells it from the causes that look alike. */
  neighbours: Neighbour[];
  fix: Step[];
  docs: readonly string[];
}

/** What `explain` says of a text; `causes` is empty only for an empty one. */
export interface Explanation {
  schemaVersion: 1;
  causes: ExplainedCause[];
  /** Causes that this text can't tell apart, and what would. */
  undecided?: Undecided;
  /** Lines that the text had. */
  lines: number;
}

/** An excerpt of a longer log: the text, the number of each of its lines, and how many lines there were. */
export interface Excerpt {
  text: string;
  numbers?: readonly number[];
  lines?: number;
  /** The bytes were no text. */
  binary?: boolean;
}

const enough = 22;
const shown = 5;

/**
 * Reads a pasted failure and names its cause. Pure, offline, and linear in the length of the text; longer logs go
 * through `createReader` of `explain/reader.ts` first, which keeps what matters.
 */
export function explain(excerpt: string | Excerpt, options: RedactOptions = {}): Explanation {
  const given: Excerpt = typeof excerpt === "string" ? { text: excerpt } : excerpt;
  const { text } = given;
  const map = mapLines(text, given.numbers);
  const total = given.lines ?? (text === "" ? 0 : map.count);
  if (text.trim() === "" && total === 0 && given.binary !== true) return { schemaVersion: 1, causes: [], lines: total };
  const weighed = weigh(text, matchText(text));
  const likely = weighed.filter((w) => w.score >= enough && w.cause !== "inconclusive");
  const doubt = weighed.find((w) => w.cause === "inconclusive");
  const values = readValues(text);
  const best = likely[0];
  const toCause = (w: Weighed): ExplainedCause => {
    const record = causes[w.cause];
    const code = w.matches.find((match) => match.code !== undefined)?.code;
    return {
      id: w.cause,
      title: record.title,
      confidence: Math.min(99, Math.round(w.score)) / 100,
      evidence: evident(w.matches).slice(0, 4).map((match) => toEvidence(match)).sort((a, b) => a.line - b.line),
      why: record.why,
      neighbours: [...record.neighbours],
      fix: record.fix(code === undefined ? values : { ...values, code: `AADSTS${code}` }),
      docs: record.docs,
    };
  };
  const toEvidence = (match: Match): ExplainEvidence => {
    const line = lineAt(map, match.at);
    const start = map.starts[line] ?? 0;
    const end = map.starts[line + 1] ?? text.length + 1;
    return { line: map.number(line), text: redact(excerptOf(text.slice(start, end - 1), match.at - start), options), says: match.says };
  };
  const inconclusive: Weighed = doubt ?? { cause: "inconclusive", score: 0, matches: [] };
  const ranked = best === undefined || inconclusive.score > best.score ? [inconclusive, ...likely] : likely;
  const undecided = tellApart(ranked);
  const named = ranked.filter(({ cause }, place) => place < shown || undecided?.between.includes(cause));
  return { schemaVersion: 1, causes: named.map(toCause), ...(undecided && { undecided }), lines: total };
}

// A hint is evidence only where nothing better is there.
function evident(matches: readonly Match[]): readonly Match[] {
  const strong = matches.filter(({ score }) => score >= telling);
  return strong.length > 0 ? strong : matches;
}

// The part of a long line around what was found.
function excerptOf(line: string, at: number): string {
  const wanted = line.length <= 300 ? 0 : Math.max(0, Math.min(at - 60, line.length - 300));
  const blank = wanted === 0 ? -1 : line.indexOf(" ", wanted);
  const from = blank > 0 && blank < at ? blank + 1 : wanted;
  const part = cleanLine(line.slice(from, from + 300)).trim();
  return `${from > 0 ? "… " : ""}${part}${from + 300 < line.length ? " …" : ""}`;
}

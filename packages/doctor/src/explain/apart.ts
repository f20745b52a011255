import type { CauseId } from "../causes/cause-ids.ts";
import { causes } from "../causes/index.ts";
import { telling, type Weighed } from "./weigh.ts";

/** Causes that a text can't tell apart, and what would. */
export interface Undecided {
  /** Two or more, likeliest first; each of them is among the explanation's causes. */
  between: CauseId[];
  /** What the text would have to show for each cause after the first. */
  tells: { id: CauseId; tell: string }[];
  /** One command whose answer decides. */
  command: string;
}

/** Where no one command decides between all of them: the check looks at what the text does not hold. */
const checkEverything = "npx entra-doctor check";
/** How much less the same words may say of one cause than of another. */
const sameWords = 32;
const asLikely = 8;
/** Code and message of one answer stand in neighbouring lines; characters. */
const oneAnswer = 300;

/** The causes that the strongest one's own words speak for as well, or that are about as likely. */
export function tellApart([first, ...others]: readonly Weighed[]): Undecided | undefined {
  if (first === undefined || first.cause === "inconclusive") return undefined;
  const alike = others.filter((other) => other.score >= telling && (sharesWords(first, other) || (first.score - other.score <= asLikely && tellOf(first.cause, other.cause) !== undefined)));
  if (alike.length === 0) return undefined;
  const between = [first.cause, ...alike.map(({ cause }) => cause)];
  const commands = new Set(alike.map(({ cause }) => commandOf(first.cause, cause)));
  return {
    between,
    tells: alike.map(({ cause }) => ({ id: cause, tell: tellOf(first.cause, cause) ?? causes[cause].title })),
    command: (commands.size === 1 ? [...commands][0] : undefined) ?? checkEverything,
  };
}

function sharesWords(first: Weighed, other: Weighed): boolean {
  const [best, rival] = [first.matches[0]?.score ?? 0, other.matches[0]?.score ?? 0];
  if (best - rival > sameWords) return false;
  const reach = tellOf(first.cause, other.cause) ?? tellOf(other.cause, first.cause) ? oneAnswer : 0;
  const places = first.matches.filter(({ score }) => score >= best - asLikely);
  return other.matches.some((match) => match.score >= rival - asLikely && places.some(({ at }) => Math.abs(at - match.at) <= reach));
}

const tellOf = (one: CauseId, other: CauseId) => causes[one].neighbours.find(({ id }) => id === other)?.tell;

function commandOf(one: CauseId, other: CauseId): string | undefined {
  return causes[one].neighbours.find(({ id }) => id === other)?.command ?? causes[other].neighbours.find(({ id }) => id === one)?.command;
}

import { matchesAction } from "./action.ts";

/** True, false, or unknown because an attribute is not known here. */
export type Truth = boolean | "unknown";

/** Attribute values by their full name, for instance `@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId]`. */
export type Attributes = Readonly<Record<string, readonly string[]>>;

type Token = { kind: "(" | ")" | "{" | "}" | "," | "!" | "and" | "or" } | { kind: "word" | "text" | "attribute"; value: string };

const pattern = /\s*(?:(?<text>'(?:[^']|'')*')|(?<attribute>@\w+\[[^\]]*\])|(?<word>[\w:.-]+)|(?<sign>&&|\|\||[(){},!]))/gy;
const connectives: Record<string, "and" | "or"> = { and: "and", "&&": "and", or: "or", "||": "or" };

/**
 * What an Azure role assignment condition (version 2.0) says about an action.
 * `ActionMatches` and the boolean structure are decided; a test of an attribute that is not given is unknown, and so is text that cannot be read.
 */
export function judgeCondition(condition: string, action: string, attributes: Attributes = {}): Truth {
  const tokens = read(condition);
  if (tokens === undefined) return "unknown";
  const reader = new Reader(tokens, action, attributes);
  const truth = reader.either();
  return reader.done() ? truth : "unknown";
}

function read(condition: string): Token[] | undefined {
  const tokens: Token[] = [];
  const text = condition.trim();
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.length) {
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) return undefined;
    tokens.push(toToken(groups));
  }
  return tokens;
}

function toToken(groups: Record<string, string | undefined>): Token {
  if (groups["text"] !== undefined) return { kind: "text", value: groups["text"].slice(1, -1) };
  if (groups["attribute"] !== undefined) return { kind: "attribute", value: groups["attribute"] };
  const word = groups["word"] ?? groups["sign"] ?? "";
  const connective = connectives[word.toLowerCase()];
  if (connective !== undefined) return { kind: connective };
  if (groups["sign"] !== undefined) return { kind: groups["sign"] as "(" };
  return word.toLowerCase() === "not" ? { kind: "!" } : { kind: "word", value: word };
}

/** Reads the tokens once, from left to right: `or` of `and` of tests. */
class Reader {
  private at = 0;
  private readonly tokens: Token[];
  private readonly action: string;
  private readonly attributes: Attributes;

  constructor(tokens: Token[], action: string, attributes: Attributes) {
    this.tokens = tokens;
    this.action = action;
    this.attributes = attributes;
  }

  done(): boolean {
    return this.at === this.tokens.length;
  }

  either(): Truth {
    let truth = this.both();
    while (this.take("or")) truth = or(truth, this.both());
    return truth;
  }

  private both(): Truth {
    let truth = this.test();
    while (this.take("and")) truth = not(or(not(truth), not(this.test())));
    return truth;
  }

  private test(): Truth {
    if (this.take("!")) return not(this.test());
    if (this.take("(")) {
      const truth = this.either();
      return this.take(")") ? truth : this.giveUp();
    }
    const first = this.next();
    if (first?.kind === "attribute") return this.compare(first.value);
    if (first?.kind !== "word") return this.giveUp();
    if (first.value.toLowerCase() === "exists") return this.exists();
    const values = this.values();
    if (values === undefined) return this.giveUp();
    return first.value.toLowerCase() === "actionmatches" ? values.some((rule) => matchesAction(rule, this.action)) : "unknown";
  }

  private exists(): Truth {
    const attribute = this.next();
    if (attribute?.kind !== "attribute") return this.giveUp();
    return this.valuesOf(attribute.value) === undefined ? "unknown" : true;
  }

  private compare(attribute: string): Truth {
    const operator = this.next();
    if (operator?.kind !== "word") return this.giveUp();
    const wanted = this.values();
    const actual = this.valuesOf(attribute);
    if (wanted === undefined || actual === undefined) return "unknown";
    const comparison = operator.value.replace(/^.*:/, "").toLowerCase();
    const some = (same: (a: string, b: string) => boolean): boolean => actual.some((a) => wanted.some((b) => same(a, b)));
    switch (comparison) {
      case "guidequals":
      case "stringequalsignorecase":
        return some((a, b) => a.toLowerCase() === b.toLowerCase());
      case "stringequals":
        return some((a, b) => a === b);
      case "guidnotequals":
      case "stringnotequalsignorecase":
        return !some((a, b) => a.toLowerCase() === b.toLowerCase());
      default:
        return "unknown";
    }
  }

  private valuesOf(attribute: string): readonly string[] | undefined {
    const name = Object.keys(this.attributes).find((candidate) => candidate.toLowerCase() === attribute.toLowerCase());
    return name === undefined ? undefined : this.attributes[name];
  }

  /** `'text'`, `word`, another attribute, or a list of them in braces; another attribute has no known value. */
  private values(): string[] | undefined {
    if (!this.take("{")) {
      const single = this.next();
      return single?.kind === "text" || single?.kind === "word" ? [single.value] : undefined;
    }
    const values: string[] = [];
    while (!this.take("}")) {
      const item = this.next();
      if (item?.kind === "text" || item?.kind === "word") values.push(item.value);
      else if (item?.kind !== ",") return undefined;
    }
    return values;
  }

  private next(): Token | undefined {
    return this.tokens[this.at++];
  }

  private take(kind: Token["kind"]): boolean {
    if (this.tokens[this.at]?.kind !== kind) return false;
    this.at += 1;
    return true;
  }

  /** Text that cannot be read proves nothing, so the whole condition is unknown. */
  private giveUp(): Truth {
    this.at = Number.NaN;
    return "unknown";
  }
}

function not(truth: Truth): Truth {
  return truth === "unknown" ? truth : !truth;
}

function or(left: Truth, right: Truth): Truth {
  if (left === true || right === true) return true;
  return left === "unknown" || right === "unknown" ? "unknown" : false;
}

/** The boolean structure of a condition. Tests on attributes are kept only by the names of what they read. */
export type ConditionNode =
  | { kind: "action"; patterns: string[] }
  | { kind: "test"; attributes: string[] }
  | { kind: "not"; operand: ConditionNode }
  | { kind: "chain"; operators: ("and" | "or")[]; operands: ConditionNode[] };

// One alternative per kind of word: string, attribute, punctuation, and bare word (operator, function, number, GUID).
const word = /\s*(?:'((?:[^'\\]|\\.|'')*)'|(@\w+\s*\[[^\]]*\])|(&&|\|\||[!(){},])|([\w-][\w.:+-]*))/y;

interface Word {
  kind: "string" | "attribute" | "mark" | "bare";
  text: string;
}

/** Nesting beyond this is refused instead of overflowing the stack; Azure's own limit is far lower. */
const deepest = 200;

/** Parses a condition, or answers undefined when the text does not follow the grammar. */
export function parseCondition(text: string): ConditionNode | undefined {
  const words = splitWords(text);
  if (words === undefined) return undefined;
  const reader = new Reader(words);
  const tree = readChain(reader, 0);
  return tree !== undefined && reader.atEnd ? tree : undefined;
}

function splitWords(text: string): Word[] | undefined {
  const words: Word[] = [];
  const end = text.trimEnd().length;
  word.lastIndex = 0;
  while (word.lastIndex < end) {
    const match = word.exec(text);
    if (match === null) return undefined;
    const [, string, attribute, mark, bare] = match;
    if (string !== undefined) words.push({ kind: "string", text: string });
    else if (attribute !== undefined) words.push({ kind: "attribute", text: attribute.replace(/\s+/g, "") });
    else if (mark !== undefined) words.push({ kind: "mark", text: mark });
    else words.push({ kind: "bare", text: bare ?? "" });
  }
  return words;
}

class Reader {
  readonly #words: readonly Word[];
  #at = 0;

  constructor(words: readonly Word[]) {
    this.#words = words;
  }

  get atEnd(): boolean {
    return this.#at >= this.#words.length;
  }

  peek(): Word | undefined {
    return this.#words[this.#at];
  }

  next(): Word | undefined {
    return this.#words[this.#at++];
  }

  /** Takes the next word if it is this mark or name, in any case. */
  take(...texts: string[]): boolean {
    const word = this.peek();
    if (word === undefined || word.kind === "string" || !texts.includes(word.text.toLowerCase())) return false;
    this.#at++;
    return true;
  }
}

function readChain(reader: Reader, depth: number): ConditionNode | undefined {
  if (depth > deepest) return undefined;
  const first = readTerm(reader, depth);
  if (first === undefined) return undefined;
  const operands = [first];
  const operators: ("and" | "or")[] = [];
  for (;;) {
    if (reader.take("and", "&&")) operators.push("and");
    else if (reader.take("or", "||")) operators.push("or");
    else return operands.length === 1 ? first : { kind: "chain", operators, operands };
    const operand = readTerm(reader, depth);
    if (operand === undefined) return undefined;
    operands.push(operand);
  }
}

function readTerm(reader: Reader, depth: number): ConditionNode | undefined {
  if (depth > deepest) return undefined;
  if (reader.take("!", "not")) {
    const operand = readTerm(reader, depth + 1);
    return operand && { kind: "not", operand };
  }
  if (reader.take("(")) {
    const inner = readChain(reader, depth + 1);
    return inner !== undefined && reader.take(")") ? inner : undefined;
  }
  if (reader.take("actionmatches")) {
    const patterns = readSet(reader);
    return patterns?.every(({ kind }) => kind === "string") ? { kind: "action", patterns: patterns.map(({ text }) => text) } : undefined;
  }
  if (reader.take("suboperationmatches")) return readSet(reader) && { kind: "test", attributes: ["SubOperation"] };
  if (reader.take("exists", "notexists")) {
    const attribute = reader.next();
    return attribute?.kind === "attribute" ? { kind: "test", attributes: [attribute.text] } : undefined;
  }
  return readTest(reader);
}

/** `{ a, b }` with at least one literal in it. */
function readSet(reader: Reader): Word[] | undefined {
  if (!reader.take("{")) return undefined;
  const items: Word[] = [];
  do {
    const item = reader.next();
    if (item === undefined || item.kind === "mark" || item.kind === "attribute") return undefined;
    items.push(item);
  } while (reader.take(","));
  return reader.take("}") ? items : undefined;
}

/** `attribute operator value`, where the value may be a literal, a set of them, or another attribute. */
function readTest(reader: Reader): ConditionNode | undefined {
  const left = reader.next();
  const operator = reader.next();
  if (left === undefined || left.kind === "mark" || operator?.kind !== "bare") return undefined;
  const attributes = left.kind === "attribute" ? [left.text] : [];
  const right = reader.peek();
  if (right === undefined) return undefined;
  if (right.text === "{" && right.kind === "mark") {
    if (readSet(reader) === undefined) return undefined;
  } else {
    if (right.kind === "mark") return undefined;
    reader.next();
    if (right.kind === "attribute") attributes.push(right.text);
  }
  return attributes.length > 0 ? { kind: "test", attributes } : undefined;
}

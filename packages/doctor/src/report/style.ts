/** How text may look where it goes. */
export interface Style {
  color: boolean;
  /** Marks and dashes in plain ASCII. */
  ascii: boolean;
  /** Characters per line. */
  width: number;
}

/** What decides about colour, marks and width. */
export interface Surface {
  env: Readonly<Record<string, string | undefined>>;
  platform: string;
  terminal: boolean;
  columns?: number;
  /** `--no-color` was given. */
  noColor: boolean;
}

/** NO_COLOR (any value) and TERM=dumb turn colour off, FORCE_COLOR turns it on where no terminal is, `--no-color` wins. Pure. */
export function styleOf({ env, platform, terminal, columns, noColor }: Surface): Style {
  const forced = env["FORCE_COLOR"];
  const off = noColor || env["NO_COLOR"] !== undefined && env["NO_COLOR"] !== "";
  const dumb = env["TERM"] === "dumb";
  const color = !off && (forced === undefined || forced === "" ? terminal && !dumb : forced !== "0" && forced !== "false");
  return { color, ascii: dumb || (terminal && !speaksUnicode(env, platform)), width: Math.max(40, Math.min(columns ?? 100, 120)) };
}

/** Old Windows consoles show UTF-8 as noise; elsewhere the locale says it. */
function speaksUnicode(env: Surface["env"], platform: string): boolean {
  if (platform === "win32") return env["WT_SESSION"] !== undefined || env["TERM_PROGRAM"] !== undefined || /utf-?8/i.test(env["LC_ALL"] ?? env["LANG"] ?? "");
  const locale = env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"];
  return locale === undefined || locale === "" || !/^(C|POSIX)$/.test(locale);
}

const codes = { red: 31, green: 32, yellow: 33, cyan: 36, dim: 2, bold: 1 } as const;

/** A colour or weight. */
export type Paint = keyof typeof codes;

/** Wraps a text in colour codes when the style has colour. */
export function paint(style: Style, how: Paint, text: string): string {
  return style.color ? `\u001B[${codes[how]}m${text}\u001B[0m` : text;
}

/** The marks of each status. */
export function mark(style: Style, status: string): string {
  const [unicode, ascii, color] = marks[status] ?? ["·", "-", "dim"];
  return paint(style, color, style.ascii ? ascii : unicode);
}

const marks: Readonly<Record<string, readonly [string, string, Paint]>> = {
  passed: ["✓", "ok", "green"],
  failed: ["✗", "x", "red"],
  warned: ["!", "!", "yellow"],
  undecided: ["?", "?", "yellow"],
  crashed: ["✗", "x", "red"],
  skipped: ["·", "-", "dim"],
};

/** Breaks a sentence into lines of the style's width, each after the first indented; long words stay whole, and are indented less where that makes them fit. */
export function wrap(style: Style, text: string, indent: string, first = indent): string {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    if (!empty && shown(line) + 1 + shown(word) > style.width) {
      lines.push(line);
      line = " ".repeat(Math.min(indent.length, Math.max(2, style.width - shown(word))));
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  lines.push(line);
  return lines.join("\n");
}

/** Characters that take room; colour codes take none. */
function shown(text: string): number {
  return text.replace(colorCode, "").length;
}

// oxlint-disable-next-line no-control-regex -- that is what a colour code begins with
const colorCode = /\u001B\[\d+m/g;

/** Every character in ASCII, for terminals that show no other. */
export function toAscii(text: string): string {
  const plain: Readonly<Record<string, string>> = { "…": "...", "–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "→": "->", "✓": "ok", "✗": "x", "·": "-", " ": " ", "≥": ">=", "≤": "<=" };
  return text.replace(/[^\0-\u007F]/gu, (char) => plain[char] ?? "?");
}

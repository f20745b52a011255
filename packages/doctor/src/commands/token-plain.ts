import type { TokenFact } from "../facts/identity.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../io.ts";
import { decodeUnverified, tokenTextProblems } from "../jwt/decode.ts";
import { describeToken } from "../jwt/describe.ts";
import { tokenFact } from "../jwt/token-fact.ts";
import { redact } from "../redact.ts";
import { paint, styleOf, toAscii, wrap } from "../report/style.ts";
import type { Style } from "../report/style.ts";

const limit = 1024 * 1024;

/** The token's text from a file, or from stdin when the name is "-" or absent. */
export async function readTokenInput(file: string | undefined, io: Io): Promise<string> {
  if (file === undefined || file === "-") {
    if (io.stdinIsTerminal) throw new UsageError("token: pipe a token in, name a file, or use --acquire; a token as an argument would be seen by everyone on this machine");
    return io.stdin(limit);
  }
  try {
    return await io.readFile(file);
  } catch (error) {
    const hint = /^ey[\w-]{10}/.test(file) ? "a token as an argument is seen by everyone on this machine; pipe it in instead" : `${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown"})`;
    throw new UsageError(`token: ${hint}`);
  }
}

/** Decodes a token's text; a usage error says in one sentence why it is none. */
export function readToken(text: string, now: number): TokenFact {
  const decoded = decodeUnverified(text);
  if (!decoded.ok) throw new UsageError(`token: not a token: ${tokenTextProblems[decoded.problem]}`);
  return tokenFact(decoded, Math.floor(now / 1000));
}

/** The description as text. `verdicts` are lines that checks add. */
export function renderToken(token: TokenFact, options: { style: Style; unredacted: boolean; verified?: string; verdicts?: readonly string[] }): string {
  const { style } = options;
  const safe = (text: string): string => redact(text, { unredacted: options.unredacted });
  const lines = describeToken(token, options.verified);
  const warnings = token.problems.map((problem) => wrap(style, (tokenTextProblems as { [name: string]: string })[problem] ?? problem, "  ", `${paint(style, "yellow", "!")} `));
  const body = lines.map(([label, text]) => wrap(style, safe(text), " ".repeat(11), paint(style, "dim", label.padEnd(11))));
  const text = `${safe([...warnings, ...body, ...(options.verdicts ?? [])].join("\n"))}\n`;
  return style.ascii ? toAscii(text) : text;
}

/** `token [FILE]` without options: no network, nothing loaded that is not needed. Gives the exit code: 1 for an expired token. */
export async function tokenPlain(file: string | undefined, io: Io): Promise<number> {
  const token = readToken(await readTokenInput(file, io), io.now());
  const style = styleOf({ env: io.env, platform: io.platform, terminal: io.stdoutIsTerminal, noColor: false, ...(io.columns === undefined ? {} : { columns: io.columns }) });
  io.stdout(renderToken(token, { style, unredacted: false }));
  return isExpired(token) ? 1 : 0;
}

/** Past its end by this machine's clock. */
export function isExpired({ expiresAt, seenAt }: TokenFact): boolean {
  return expiresAt !== undefined && expiresAt <= seenAt;
}

/** One stretch of terminal text in one style. */
interface Run {
  text: string;
  bold: boolean;
  dim: boolean;
  colour: string | undefined;
}

const colours: Record<number, string> = { 31: "#ff7b72", 32: "#7ee787", 33: "#e3b341", 34: "#79c0ff", 35: "#d2a8ff", 36: "#76e3ea", 90: "#8b949e" };
const cell = { width: 8.4, height: 19 };
const margin = 18;

/**
 * Draws what a program printed on a terminal as an SVG picture, colours and bold kept.
 *
 * @param command shown after a prompt on the first line
 * @param output text with ANSI SGR sequences; other escape sequences are dropped
 * @param columnLimit where a longer line is broken, as a terminal of that width does
 */
export function terminalPicture(command: string, output: string, columnLimit = 100): string {
  const style: Omit<Run, "text"> = { bold: false, dim: false, colour: undefined };
  const printed = output.trimEnd().split("\n").map((line) => styled(line, style));
  const lines = [[{ text: `$ ${command}`, bold: true, dim: false, colour: undefined }], ...printed].flatMap((line) => broken(line, columnLimit));
  const columns = Math.max(...lines.map((line) => line.reduce((sum, run) => sum + width(run.text), 0)), 60);
  const size = { width: Math.ceil(columns * cell.width + margin * 2), height: lines.length * cell.height + margin * 2 };
  const rows = lines.map((line, index) => {
    const y = margin + (index + 0.75) * cell.height;
    const spans = line.filter((run) => run.text !== "").map((run) => `<tspan${attributes(run)}>${escape(run.text)}</tspan>`);
    return spans.length > 0 ? `  <text x="${margin}" y="${y}" xml:space="preserve">${spans.join("")}</text>` : "";
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" role="img" aria-label="${escape(`Terminal: ${command}`)}">`,
    `  <rect width="100%" height="100%" rx="8" fill="#0d1117"/>`,
    `  <g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14" fill="#e6edf3">`,
    ...rows.filter((row) => row !== ""),
    "  </g>",
    "</svg>",
    "",
  ].join("\n");
}

/** One line's stretches; a style stays on for the following lines until it is switched off. */
function styled(line: string, style: Omit<Run, "text">): Run[] {
  const runs: Run[] = [];
  // oxlint-disable-next-line no-control-regex -- escape sequences begin with a control character
  for (const part of line.split(/(\u001B\[[0-9;?]*[A-Za-z])/)) {
    // oxlint-disable-next-line no-control-regex -- the same
    const codes = /^\u001B\[([0-9;]*)m$/.exec(part)?.[1];
    if (codes !== undefined) for (const code of codes.split(";").map(Number)) apply(style, code);
    else if (!part.startsWith("\u001B")) runs.push({ text: part.replaceAll("\r", ""), ...style });
  }
  return runs;
}

function broken(line: readonly Run[], limit: number): Run[][] {
  const rows: Run[][] = [[]];
  let used = 0;
  for (const run of line) {
    let rest = "";
    for (const { segment } of new Intl.Segmenter().segment(run.text)) {
      if (used + width(segment) > limit) {
        rows.at(-1)?.push({ ...run, text: rest });
        rows.push([]);
        [rest, used] = ["", 0];
      }
      rest += segment;
      used += width(segment);
    }
    rows.at(-1)?.push({ ...run, text: rest });
  }
  return rows;
}

function apply(style: Omit<Run, "text">, code: number): void {
  if (code === 0) Object.assign(style, { bold: false, dim: false, colour: undefined });
  else if (code === 1) style.bold = true;
  else if (code === 2) style.dim = true;
  else if (code === 22) Object.assign(style, { bold: false, dim: false });
  else if (code === 39) style.colour = undefined;
  else style.colour = colours[code] ?? style.colour;
}

function attributes(run: Run): string {
  return [run.bold ? ' font-weight="bold"' : "", run.dim ? ' fill-opacity="0.65"' : "", run.colour ? ` fill="${run.colour}"` : ""].join("");
}

/** Columns that a text takes: wide East Asian characters take two. */
function width(text: string): number {
  return [...new Intl.Segmenter().segment(text)].reduce((sum, { segment }) => sum + (/[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60]/.test(segment) ? 2 : 1), 0);
}

function escape(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

import type { MarkdownRenderer } from "vitepress";

const column = 190;
const row = 44;
const margin = 16;

/**
 * Draws a fence `sequence` as an SVG when the page is built. Its first line is a title, its second names the
 * participants, separated by `|`; each further line is `A -> B: text` or `A --> B: text` (an answer, dashed).
 */
export function sequenceDiagrams(md: MarkdownRenderer): void {
  const fence = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, index, ...rest) => {
    const token = tokens[index];
    if (token?.info.trim() === "sequence") return draw(token.content);
    return fence ? fence(tokens, index, ...rest) : "";
  };
}

function draw(source: string): string {
  const [title = "", names = "", ...lines] = source.trim().split("\n");
  const participants = names.split("|").map((name) => name.trim());
  const messages = lines.filter((line) => line.trim()).map((line) => parse(line, participants));
  const width = participants.length * column;
  const height = margin * 2 + 40 + messages.length * row;
  const x = (index: number): number => column / 2 + index * column;
  const heads = participants.map(
    (name, index) =>
      `<line x1="${x(index)}" y1="44" x2="${x(index)}" y2="${height - margin}" stroke="currentColor" stroke-opacity="0.35"/>` +
      `<rect x="${x(index) - 80}" y="10" width="160" height="34" rx="6" fill="var(--vp-c-bg-soft)" stroke="currentColor" stroke-opacity="0.5"/>` +
      `<text x="${x(index)}" y="32" text-anchor="middle" font-size="14" fill="currentColor">${escape(name)}</text>`,
  );
  const arrows = messages.map(({ from, to, text, answer }, index) => {
    const y = 74 + index * row;
    const tip = to > from ? -7 : 7;
    const dash = answer ? ' stroke-dasharray="5 4"' : "";
    return (
      `<text x="${(x(from) + x(to)) / 2}" y="${y - 7}" text-anchor="middle" font-size="13" fill="currentColor">${escape(text)}</text>` +
      `<line x1="${x(from)}" y1="${y}" x2="${x(to)}" y2="${y}" stroke="var(--vp-c-brand-1)" stroke-width="1.5"${dash}/>` +
      `<path d="M${x(to)} ${y} l${tip} -4 v8 z" fill="var(--vp-c-brand-1)"/>`
    );
  });
  return `<figure tabindex="0"><svg class="diagram" viewBox="0 0 ${width} ${height}" width="${width}" role="img" aria-label="${escape(title)}">${heads.join("")}${arrows.join("")}</svg><figcaption>${escape(title)}</figcaption></figure>\n`;
}

function parse(line: string, participants: readonly string[]): { from: number; to: number; text: string; answer: boolean } {
  const match = /^(.+?)\s*(--?)>\s*(.+?):\s*(.*)$/.exec(line.trim());
  const [, from = "", arrow = "", to = "", text = ""] = match ?? [];
  const [start, end] = [participants.indexOf(from), participants.indexOf(to)];
  if (start < 0 || end < 0) throw new Error(`A sequence diagram has the line "${line}", which does not name two of its participants (${participants.join(", ")})`);
  return { from: start, to: end, text, answer: arrow === "--" };
}

function escape(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

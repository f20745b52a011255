import type { Explanation, ExplainedCause } from "../explain.ts";
import { renderFix } from "../report/text.ts";
import { mark, paint, toAscii, wrap, type Style } from "../report/style.ts";
import { redact } from "../redact.ts";

/** The explanation for a terminal: headline, evidence with line numbers, what tells it apart, the fix last. */
export function renderExplanation(explanation: Explanation, style: Style): string {
  const [best, ...others] = explanation.causes;
  const parts = best === undefined ? [`${mark(style, "undecided")} there is no text to explain`] : [
    headline(best, explanation, style),
    evidence(best, style),
    apart(explanation, best, others, style),
    redact(renderFix(best, style), { unredacted: true }),
  ];
  const text = `${parts.filter((part) => part !== "").join("\n\n").trimEnd()}\n`;
  return style.ascii ? toAscii(text) : text;
}

function headline(best: ExplainedCause, { undecided }: Explanation, style: Style): string {
  const sure = best.id === "inconclusive" ? "undecided" : "failed";
  return [
    wrap(style, paint(style, "bold", `${best.id}: ${best.title}`), "  ", `${mark(style, sure)} `),
    ...(undecided ? [wrap(style, `The likeliest of ${undecided.between.length} causes that fit these words; the command below tells which it is.`, "  ")] : []),
    wrap(style, best.why, "  "),
  ].join("\n");
}

function evidence(best: ExplainedCause, style: Style): string {
  if (best.evidence.length === 0) return "";
  const width = Math.max(...best.evidence.map(({ line }) => String(line).length));
  const indent = " ".repeat(width + 9);
  // What one line says twice is shown under it once.
  const lines = best.evidence.flatMap(({ line, text, says }, place) => {
    const next = best.evidence[place + 1];
    const shown = next?.line === line && next.text === text ? [] : [paint(style, "dim", wrap(style, text, indent))];
    return [wrap(style, says, indent, `  line ${String(line).padStart(width)}  `), ...shown];
  });
  return [paint(style, "bold", "Evidence"), ...lines].join("\n");
}

function apart({ undecided }: Explanation, best: ExplainedCause, others: readonly ExplainedCause[], style: Style): string {
  const lines: string[] = [];
  if (undecided) {
    lines.push("  The same words fit:");
    for (const { id, tell } of undecided.tells) lines.push(wrap(style, `${id}: ${tell}.`, "      ", "    "));
    lines.push("", "  One command tells, run where the program runs:", `    ${paint(style, "cyan", undecided.command)}`);
  } else {
    const named = new Set(others.map(({ id }) => id));
    const near = [...best.neighbours].sort((a, b) => Number(named.has(b.id)) - Number(named.has(a.id))).slice(0, 3);
    for (const { id, tell } of near) lines.push(wrap(style, `${id}: ${tell}.`, "    ", "  "));
  }
  return lines.length === 0 ? "" : [paint(style, "bold", undecided ? "Not told apart by the text" : "Told apart from"), ...lines].join("\n");
}

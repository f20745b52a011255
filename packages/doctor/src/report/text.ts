import type { Step } from "../causes/cause.ts";
import type { Finding, ReportDocument } from "./document.ts";
import { safeDocument } from "./safe-document.ts";
import type { Style } from "./style.ts";
import { mark, paint, toAscii, wrap } from "./style.ts";
import { evidenceLines, skipReason } from "./words.ts";

/** Options of the text renderer. */
export interface TextOptions {
  style: Style;
  verbose: boolean;
  unredacted: boolean;
}

/** The report for a terminal: headline, evidence, what is fine, what follows, what else; the fix comes last, where the eye ends. */
export function renderText(full: ReportDocument, options: TextOptions): string {
  const { style } = options;
  const document = safeDocument(full, { unredacted: options.unredacted, wholeFixes: true });
  const top = [headline(document, style), subject(document, style), evidenceOf(document, options)];
  const body = [fine(document, options), consequences(document, style), independent(document, options), warnings(document, options), open(document, options)];
  const fix = document.rootCause === undefined ? "" : renderFix(document.rootCause, style);
  const text = `${[...top, ...body, fix].filter((part) => part !== "").join("\n\n")}\n`;
  return style.ascii ? toAscii(text) : text;
}

function headline({ outcome, rootCause, results }: ReportDocument, style: Style): string {
  if (rootCause !== undefined) return wrap(style, paint(style, "bold", `${rootCause.cause}: ${rootCause.causeTitle}`), "  ", `${mark(style, "failed")} `);
  if (outcome === "undecided") return `${mark(style, "undecided")} ${paint(style, "bold", "undecided: nothing that failed, but not everything could be told")}`;
  if (outcome === "crashed") return `${mark(style, "crashed")} ${paint(style, "bold", "a check crashed; this is a fault of entra-doctor")}`;
  const warned = results.filter((result) => result.status === "warned").length;
  const called = results.some((result) => result.group === "data-plane" && result.status === "passed");
  return `${mark(style, "passed")} ${paint(style, "bold", warned === 0 ? `healthy: ${called ? "the call works" : "nothing here stands in the way"}` : `healthy, with ${warned === 1 ? "a warning" : `${warned} warnings`}`)}`;
}

function subject({ subject: who }: ReportDocument, style: Style): string {
  const parts = [
    who.endpoint === undefined ? "no endpoint" : `${who.endpoint}${who.endpointSource === undefined ? "" : ` (from ${who.endpointSource})`}`,
    who.model === undefined ? undefined : `deployment ${who.model}`,
    who.credential === undefined ? undefined : `credential ${who.credential}`,
    who.principal === undefined ? undefined : `${who.principal} ${who.principalId ?? ""}`.trim(),
  ];
  return paint(style, "dim", wrap(style, parts.filter((part) => part !== undefined).join(", "), "  "));
}

function evidenceOf(document: ReportDocument, { style }: TextOptions): string {
  const { rootCause } = document;
  if (rootCause === undefined) return "";
  return [paint(style, "bold", "Evidence"), wrap(style, rootCause.why, "  "), wrap(style, `Not so: ${rootCause.title} (check ${rootCause.check})`, "  "), ...table(rootCause, style)].join("\n");
}

function table({ evidence }: { evidence: Finding["evidence"] }, style: Style, indent = "    "): string[] {
  const lines = evidenceLines(evidence);
  const width = Math.min(22, Math.max(0, ...lines.map(([label]) => label.length)));
  return lines.map(([label, text]) => wrap(style, text, `${indent}${" ".repeat(width + 2)}`, `${indent}${label.padEnd(width)}  `));
}

function fine({ results, groups }: ReportDocument, { style, verbose }: TextOptions): string {
  const passed = results.filter((result) => result.status === "passed");
  if (passed.length === 0) return "";
  const lines = groups.flatMap((group) => {
    const own = passed.filter((result) => result.group === group.id);
    if (own.length === 0) return [];
    if (!verbose) return [wrap(style, `${group.title}: ${own.map((result) => result.id).join(", ")}`, "    ", `  ${mark(style, "passed")} `)];
    return own.flatMap((result) => [wrap(style, result.title, "    ", `  ${mark(style, "passed")} `), ...(result.status === "passed" ? table(result, style, "      ") : [])]);
  });
  return [paint(style, "bold", "What is fine"), ...lines].join("\n");
}

function consequences({ results, groups, rootCause }: ReportDocument, style: Style): string {
  const following = results.filter((result) => result.consequenceOf !== undefined);
  if (rootCause === undefined || following.length === 0) return "";
  const told = following.filter((result) => result.status !== "skipped").map((result) => `${result.title}: ${result.status === "undecided" ? "undecided" : "failed because of it"}`);
  const skipped = groups.flatMap((group) => {
    const own = following.filter((result) => result.group === group.id && result.status === "skipped");
    const reasons = [...new Set(own.map((result) => (result.status === "skipped" ? skipReason(result) : "")))];
    return own.length === 0 ? [] : [`${group.title}, not looked at: ${own.map((result) => result.id).join(", ")} (${reasons.join("; ")})`];
  });
  return [paint(style, "bold", "What follows from it"), ...[...told, ...skipped].map((line) => wrap(style, line, "    ", `  ${mark(style, "skipped")} `))].join("\n");
}

function independent({ independent: findings }: ReportDocument, { style }: TextOptions): string {
  if (findings.length === 0) return "";
  const lines = findings.flatMap((finding) => [wrap(style, `${finding.cause}: ${finding.causeTitle} (${finding.check})`, "    ", `  ${mark(style, "failed")} `), ...table(finding, style, "      ")]);
  return [paint(style, "bold", "Also wrong, on its own"), ...lines].join("\n");
}

function warnings({ warnings: findings }: ReportDocument, { style }: TextOptions): string {
  if (findings.length === 0) return "";
  const lines = findings.flatMap((finding) => [wrap(style, `${finding.causeTitle} (${finding.cause}, ${finding.check})`, "    ", `  ${mark(style, "warned")} `), ...table(finding, style, "      ")]);
  return [paint(style, "bold", "Worth a look"), ...lines].join("\n");
}

function open({ results }: ReportDocument, { style, verbose }: TextOptions): string {
  const lines = results.filter((result) => result.consequenceOf === undefined).flatMap((result) => {
    if (result.status === "undecided") return [wrap(style, `${result.title}: needs ${result.missing}`, "    ", `  ${mark(style, "undecided")} `)];
    if (result.status === "skipped" && (verbose || (result.because !== "option" && result.because !== "not-applicable"))) return [wrap(style, `${result.title}: ${skipReason(result)}`, "    ", `  ${mark(style, "skipped")} `)];
    if (result.status === "crashed") return [wrap(style, `${result.title}: ${result.error}`, "    ", `  ${mark(style, "crashed")} `)];
    return [];
  });
  return lines.length === 0 ? "" : [paint(style, "bold", "Not told"), ...lines].join("\n");
}

/** The steps of a fix as numbered text with commands on lines of their own. */
export function renderFix(finding: { readonly fix: readonly Step[]; readonly docs: readonly string[] }, style: Style): string {
  const steps = finding.fix.flatMap((step, index) => stepLines(step, index + 1, style, index === finding.fix.length - 1));
  const docs = finding.docs.length === 0 ? [] : ["", ...finding.docs.map((link) => paint(style, "dim", `  ${link}`))];
  return [paint(style, "bold", "Fix"), ...steps, ...docs].join("\n");
}

function stepLines(step: Step, number: number, style: Style, last: boolean): string[] {
  const block = (title: string, lines: readonly string[]): string[] => ["", `     ${paint(style, "dim", title)}`, ...lines.map((line) => `     ${line.startsWith("#") ? paint(style, "dim", line) : paint(style, "cyan", line)}`)];
  return [
    wrap(style, step.title, "     ", `  ${number}. `),
    ...(step.warning === undefined ? [] : [wrap(style, step.warning, "     ", `     ${mark(style, "warned")} `)]),
    ...(step.az === undefined ? [] : block("Azure CLI", step.az)),
    ...(step.bash === undefined ? [] : block("Bash", step.bash)),
    ...(step.powershell === undefined ? [] : block("PowerShell", step.powershell)),
    ...(step.bicep === undefined ? [] : block("Bicep", step.bicep.split("\n"))),
    ...(step.portal === undefined ? [] : ["", `     ${paint(style, "dim", "Portal")}`, ...step.portal.map((line) => wrap(style, line, "     "))]),
    ...(step.note === undefined ? [] : ["", wrap(style, step.note, "     ")]),
    ...(last ? [] : [""]),
  ];
}

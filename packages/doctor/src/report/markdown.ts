import type { Step } from "../causes/cause.ts";
import type { Finding, ReportDocument } from "./document.ts";
import { safeDocument } from "./safe-document.ts";
import { evidenceLines, skipReason } from "./words.ts";

const signs: Readonly<Record<string, string>> = { passed: "passed", failed: "**failed**", warned: "warning", undecided: "undecided", skipped: "skipped", crashed: "**crashed**" };

/** The report for an issue or a job summary: the cause on top, everything long folded. Ids are shortened in commands too, since issues are public. */
export function renderMarkdown(full: ReportDocument, options: { unredacted: boolean }): string {
  const document = safeDocument(full, { ...options, wholeFixes: false });
  const { rootCause, results, subject } = document;
  const title = rootCause === undefined ? `entra-doctor: ${document.outcome}` : `entra-doctor: \`${rootCause.cause}\``;
  const lines = [`### ${title}`, ""];
  if (rootCause !== undefined) lines.push(escape(`${rootCause.causeTitle}. ${rootCause.why}`), "", ...evidence(rootCause), "");
  const who = [subject.endpoint, subject.credential, subject.principal].filter((part) => part !== undefined);
  if (who.length > 0) lines.push(who.map((part) => `\`${part}\``).join(" · "), "");
  lines.push(...folded(`${results.length} checks`, ["| Check | Result | |", "| --- | --- | --- |", ...results.map((result) => `| ${escape(result.title)} | ${signs[result.status] ?? result.status} | ${escape(remark(result))} |`)]));
  for (const finding of [...document.independent, ...document.warnings]) lines.push(...folded(`${finding.cause}: ${finding.causeTitle}`, evidence(finding)));
  if (rootCause !== undefined) lines.push(...folded("Fix", rootCause.fix.flatMap(step)));
  return `${lines.join("\n").trimEnd()}\n`;
}

function remark(result: ReportDocument["results"][number]): string {
  const follows = result.consequenceOf === undefined ? "" : `follows from ${result.consequenceOf}`;
  if (result.status === "skipped") return follows === "" ? skipReason(result) : follows;
  if (result.status === "undecided") return `needs ${result.missing}`;
  if (result.status === "failed" || result.status === "warned") return follows === "" ? result.cause : follows;
  return result.status === "crashed" ? result.error : "";
}

function evidence(finding: Finding): string[] {
  return evidenceLines(finding.evidence).map(([label, text]) => `- ${label}: \`${text.replaceAll("`", "'")}\``);
}

function folded(summary: string, lines: readonly string[]): string[] {
  return ["<details>", `<summary>${escape(summary)}</summary>`, "", ...lines, "", "</details>", ""];
}

function step(value: Step): string[] {
  const block = (language: string, lines: readonly string[]): string[] => ["", `\`\`\`${language}`, ...lines, "```"];
  return [
    "",
    `**${escape(value.title)}**`,
    ...(value.warning === undefined ? [] : ["", `> ${escape(value.warning)}`]),
    ...(value.az === undefined ? [] : block("sh", value.az)),
    ...(value.bash === undefined ? [] : block("sh", value.bash)),
    ...(value.powershell === undefined ? [] : block("powershell", value.powershell)),
    ...(value.bicep === undefined ? [] : block("bicep", value.bicep.split("\n"))),
    ...(value.portal === undefined ? [] : ["", ...value.portal.map((line) => `Portal: ${escape(line)}`)]),
    ...(value.note === undefined ? [] : ["", escape(value.note)]),
  ];
}

/** What a service said must not become markup, nor mention people. */
function escape(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|#]/g, "\\$&").replace(/@(?=\w)/g, "@\u200B").replace(/\s+/g, " ");
}

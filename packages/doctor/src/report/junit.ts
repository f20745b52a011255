import type { ReportDocument } from "./document.ts";
import { safeDocument } from "./safe-document.ts";
import { evidenceLines, skipReason } from "./words.ts";

/** The report as a JUnit file: a suite per group, a failure per failed check; consequences and undecided checks are skipped with the reason. */
export function renderJunit(full: ReportDocument, options: { unredacted: boolean }): string {
  const document = safeDocument(full, { ...options, wholeFixes: false });
  const suites = document.groups.flatMap((group) => {
    const results = document.results.filter((result) => result.group === group.id);
    if (results.length === 0) return [];
    const cases = results.map((result) => testCase(result, group.id));
    const count = (word: string): number => cases.filter((text) => text.includes(`<${word}`)).length;
    return [`  <testsuite name="${xml(group.title)}" tests="${cases.length}" failures="${count("failure")}" errors="${count("error")}" skipped="${count("skipped")}">`, ...cases, "  </testsuite>"];
  });
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="entra-doctor">', ...suites, "</testsuites>", ""].join("\n");
}

function testCase(result: ReportDocument["results"][number], group: string): string {
  const open = `    <testcase classname="entra-doctor.${xml(group)}" name="${xml(`${result.id}: ${result.title}`)}"`;
  if (result.status === "passed" || result.status === "warned") {
    const note = result.status === "warned" ? `<system-out>${xml(`warning ${result.cause}: ${details(result.evidence)}`)}</system-out>` : "";
    return note === "" ? `${open}/>` : `${open}>${note}</testcase>`;
  }
  if (result.status === "crashed") return `${open}><error message="${xml(result.error)}"/></testcase>`;
  if (result.consequenceOf !== undefined) return `${open}><skipped message="${xml(`follows from ${result.consequenceOf}`)}"/></testcase>`;
  if (result.status === "failed") {
    return `${open}><failure type="${xml(result.cause)}" message="${xml(result.cause)}">${xml(details(result.evidence))}</failure></testcase>`;
  }
  const reason = result.status === "skipped" ? skipReason(result) : result.status === "undecided" ? `undecided: needs ${result.missing}` : "";
  return `${open}><skipped message="${xml(reason)}"/></testcase>`;
}

function details(evidence: Parameters<typeof evidenceLines>[0]): string {
  return evidenceLines(evidence).map(([label, text]) => `${label}: ${text}`).join("\n");
}

/** Characters that XML 1.0 does not allow are dropped. */
function xml(text: string): string {
  const allowed = text.replace(/\p{Cc}/gu, (char) => (char === "\n" || char === "\t" ? char : ""));
  return allowed.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

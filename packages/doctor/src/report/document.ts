import type { CauseId } from "../causes/cause-ids.ts";
import type { KnownCause, Step } from "../causes/cause.ts";
import type { Evidence } from "../check.ts";
import type { CheckGroup } from "../checks/index.ts";
import type { Report, Result } from "../diagnose.ts";
import type { Facts } from "../facts.ts";
import { fixEvidence } from "./fix-evidence.ts";

/** A cause that was found, with its fix filled in. */
export interface Finding {
  check: string;
  title: string;
  cause: CauseId;
  causeTitle: string;
  why: string;
  evidence: Evidence;
  fix: readonly Step[];
  docs: readonly string[];
}

/** What all renderers show; `--format json` is exactly this. */
export interface ReportDocument {
  schemaVersion: "1";
  tool: { name: "entra-doctor"; version: string };
  command: string;
  outcome: Report["outcome"];
  exitCode: number;
  /** Who called what, as far as known. */
  subject: { endpoint?: string; endpointSource?: string; model?: string; credential?: string; principal?: string; principalId?: string; tenantId?: string };
  rootCause?: Finding;
  /** Failures that have nothing to do with the root cause. */
  independent: readonly Finding[];
  warnings: readonly Finding[];
  groups: readonly { id: string; title: string }[];
  results: readonly Result[];
}

/** What the document is made of. `causes` is passed in because the knowledge base is a chunk of its own. */
export interface DocumentParts {
  command: string;
  version: string;
  exitCode: number;
  report: Report;
  facts: Facts;
  causes: Readonly<Record<CauseId, KnownCause>>;
  groups: readonly CheckGroup[];
}

/** Puts titles, reasons and fixes to the verdicts. Pure. */
export function reportDocument({ command, version, exitCode, report, facts, causes, groups }: DocumentParts): ReportDocument {
  const finding = (result: Result & { status: "failed" | "warned" }): Finding => {
    const cause = causes[result.cause];
    const fix = cause.fix(fixEvidence(facts, result.evidence));
    return { check: result.id, title: result.title, cause: result.cause, causeTitle: cause.title, why: cause.why, evidence: result.evidence, fix, docs: cause.docs };
  };
  const failures = report.results.filter((result) => result.status === "failed" && result.consequenceOf === undefined) as (Result & { status: "failed" })[];
  const [root, ...independent] = failures;
  const warnings = report.results.filter((result) => result.status === "warned") as (Result & { status: "warned" })[];
  return {
    schemaVersion: "1",
    tool: { name: "entra-doctor", version },
    command,
    outcome: report.outcome,
    exitCode,
    subject: subjectOf(facts),
    ...(root === undefined ? {} : { rootCause: finding(root) }),
    independent: independent.map(finding),
    warnings: warnings.map(finding),
    groups: groups.map(({ id, title }) => ({ id, title })),
    results: report.results,
  };
}

function subjectOf({ settings, acquisition, token, chain }: Facts): ReportDocument["subject"] {
  const subject: Record<string, string | undefined> = {};
  if (settings.known) {
    subject["endpoint"] = settings.value.endpoint.parsed?.origin ?? settings.value.endpoint.given;
    subject["endpointSource"] = settings.value.endpoint.source;
    subject["model"] = settings.value.model?.value;
  }
  subject["credential"] = acquisition.known ? acquisition.value.source : chain.known ? chain.value.first : undefined;
  if (token.known) {
    subject["principal"] = token.value.principal.kind;
    subject["principalId"] = token.value.principal.objectId;
    subject["tenantId"] = token.value.tenantId;
  }
  return Object.fromEntries(Object.entries(subject).filter(([, value]) => value !== undefined));
}

import { accessRows } from "../access/rows.ts";
import type { AccessRow } from "../access/rows.ts";
import { checkGroups } from "../checks/index.ts";
import type { Report } from "../diagnose.ts";
import type { FactName, Facts } from "../facts.ts";
import type { Io } from "../io.ts";
import type { Probe } from "../probe.ts";
import { redact } from "../redact.ts";
import { exitCodes } from "../report/exit-code.ts";
import type { FailOn } from "../report/exit-code.ts";
import { fixEvidence } from "../report/fix-evidence.ts";
import { mark, paint, toAscii, wrap } from "../report/style.ts";
import { version } from "../version.ts";
import { answerReport, emit, outputStyle } from "./answer.ts";
import type { DiagnosisArguments } from "./diagnosis.ts";
import { runDiagnosis } from "./diagnosis.ts";

const wanted: readonly FactName[] = ["acquisition", "token", "armToken", "accountId", "account", "roleAssignments", "roleDefinitions", "denyAssignments", "eligibilities", "permissions", "groups", "principals"];
const forbidden: ReadonlySet<FactName> = new Set(["models", "inference", "dns", "tcp", "tls", "http", "proxy"]);
const groups = checkGroups.filter((group) => ["configuration", "credential", "resource", "roles"].includes(group.id));

/** Asks Azure Resource Manager, never the model, and says what its answers come to. */
export async function runRoles(args: DiagnosisArguments, io: Io): Promise<number> {
  let exitCode: number = exitCodes.undecided;
  const finished = await runDiagnosis(
    {
      command: "roles",
      groups,
      extra: wanted,
      allowed: (probe: Probe) => !probe.gives.some((name) => forbidden.has(name)),
      answer: async (report, facts, code) => {
        const rows = accessRows(facts);
        // Without assignments there is no table: the diagnosis says what stands before it.
        if (rows === undefined || args.format === "markdown" || args.format === "junit") {
          exitCode = code;
          return answerReport({ command: "roles", report, facts, groups, exitCode: code }, args, io);
        }
        exitCode = codeOf(rows, args.failOn ?? "fail");
        if (args.format === "json") return emit(json(rows, facts, exitCode, args), args, io);
        return emit(`${text(rows, facts, args, io)}${await fixOf(report, facts, args, io)}`, args, io);
      },
    },
    args,
    io,
  );
  return finished === exitCodes.interrupted ? finished : exitCode;
}

/** The first row is what the application itself needs. */
function codeOf(rows: readonly AccessRow[], failOn: FailOn): number {
  if (failOn === "never") return exitCodes.healthy;
  const needed = rows[0]?.answer;
  return needed === "yes" ? exitCodes.healthy : needed === "no" ? exitCodes.failed : exitCodes.undecided;
}

/** What would make the first row a yes, where a role is what is missing. */
async function fixOf(report: Report, facts: Facts, args: DiagnosisArguments, io: Io): Promise<string> {
  const { rootCause, results } = report;
  if (rootCause === undefined || results.find((result) => result.id === rootCause.check)?.group !== "roles") return "";
  const [{ knownCauses: causes }, { renderFix }] = await Promise.all([import("../causes/known.ts"), import("../report/text.ts")]);
  const style = outputStyle(args, io);
  const cause = causes[rootCause.cause];
  const finding = { fix: cause.fix(fixEvidence(facts, rootCause.evidence)), docs: cause.docs };
  // Commands must run as pasted, so ids stay whole; secrets never do.
  const out = redact(`\n${paint(style, "bold", `${rootCause.cause}: ${cause.title}`)}\n\n${renderFix(finding, style)}\n`, { unredacted: true });
  return style.ascii ? toAscii(out) : out;
}

const statuses = { yes: "passed", no: "failed", undecided: "undecided" } as const;

function text(rows: readonly AccessRow[], facts: Facts, args: DiagnosisArguments, io: Io): string {
  const style = outputStyle(args, io);
  const { principal, scope } = subject(facts);
  const lines = rows.flatMap((row, index) => [
    "",
    wrap(style, `${row.action}${index === 0 ? " (what the app's call needs)" : ""}`, "    ", `${mark(style, statuses[row.answer])} `),
    ...row.because.map((sentence) => wrap(style, sentence, "    ", "    ")),
  ]);
  const head = [wrap(style, `principal ${principal}`, "  ", ""), paint(style, "dim", wrap(style, `at ${scope}`, "  ", ""))];
  const out = `${redact([...head, ...lines].join("\n"), { unredacted: args.unredacted ?? false })}\n`;
  return style.ascii ? toAscii(out) : out;
}

/** Described by schemas/roles.schema.json. */
function json(rows: readonly AccessRow[], facts: Facts, exitCode: number, args: DiagnosisArguments): string {
  const document = { schemaVersion: "1", tool: { name: "entra-doctor", version }, command: "roles", exitCode, ...subject(facts), dataActions: rows };
  return `${redact(JSON.stringify(document, null, 2), { unredacted: args.unredacted ?? false })}\n`;
}

function subject({ roleAssignments, settings, token }: Facts): { principal: string; scope: string } {
  const asked = settings.known ? settings.value.principal : undefined;
  const own = token.known ? token.value.principal.objectId : undefined;
  const scope = roleAssignments.known ? roleAssignments.value.scope : "";
  return { principal: asked ?? own ?? (roleAssignments.known ? roleAssignments.value.principalId : "unknown"), scope };
}

import { accessRows } from "../access/rows.ts";
import type { AccessRow } from "../access/rows.ts";
import { checkGroups } from "../checks/index.ts";
import type { FactName, Facts } from "../facts.ts";
import type { Io } from "../io.ts";
import type { Probe } from "../probe.ts";
import { redact } from "../redact.ts";
import { exitCodes } from "../report/exit-code.ts";
import type { FailOn } from "../report/exit-code.ts";
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
        return emit(args.format === "json" ? json(rows, facts, exitCode, args) : text(rows, facts, args, io), args, io);
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

import { checkGroups } from "../checks/index.ts";
import type { CheckGroup } from "../checks/index.ts";
import type { Report } from "../diagnose.ts";
import type { FactName, Facts } from "../facts.ts";
import type { TokenFact } from "../facts/identity.ts";
import { describeToken } from "../jwt/describe.ts";
import type { Io } from "../io.ts";
import { redact } from "../redact.ts";
import { mark, wrap } from "../report/style.ts";
import { evidenceLines } from "../report/words.ts";
import { version } from "../version.ts";
import { answerReport, emit, outputStyle } from "./answer.ts";
import type { DiagnosisArguments } from "./diagnosis.ts";
import { runDiagnosis } from "./diagnosis.ts";
import { readToken, readTokenInput, renderToken } from "./token-plain.ts";

/** Arguments of the token command. */
export interface TokenArguments extends DiagnosisArguments {
  file?: string | undefined;
  acquire: boolean;
  verify: boolean;
}

/** Decodes a given token, or asks for one; runs the checks that the options name. */
export async function runToken(args: TokenArguments, io: Io): Promise<number> {
  const givenToken = args.acquire ? undefined : await readTokenInput(args.file, io);
  // What is no token ends here, before anything is asked.
  if (givenToken !== undefined) readToken(givenToken, io.now());
  const groups = groupsFor(args);
  const asked = new Set<FactName>(["environment", "acquisition", ...(args.verify ? (["signature"] as const) : []), ...(args.acquire ? (["proxy", "clock", "authority", "tools"] as const) : [])]);
  const part = {
    command: "token",
    groups,
    allowed: (probe: { gives: readonly FactName[] }) => probe.gives.some((name) => asked.has(name)),
    extra: ["token"] as const,
    answer: (report: Report, facts: Facts, exitCode: number) => answer({ report, facts, exitCode, groups }, args, io),
  };
  return runDiagnosis(part, { ...args, givenToken, noInference: true }, io);
}

/** Only checks whose question was asked: the endpoint's when there is one, the sign-in's when there was one. */
function groupsFor(args: TokenArguments): CheckGroup[] {
  const wanted = new Set(["token-text", "token-lifetime"]);
  if (args.verify) wanted.add("token-signature");
  if (args.endpoint !== undefined) for (const id of ["endpoint-spelling", "token-audience", "token-issuer"]) wanted.add(id);
  if (args.acquire) for (const id of ["credential-selector", "credential-variables", "credential", "authority", "developer-tool", "managed-identity", "sign-in"]) wanted.add(id);
  return checkGroups.map((group) => ({ ...group, checks: group.checks.filter((check) => wanted.has(check.id)) })).filter((group) => group.checks.length > 0);
}

interface Answer {
  report: Report;
  facts: Facts;
  exitCode: number;
  groups: readonly CheckGroup[];
}

async function answer({ report, facts, exitCode, groups }: Answer, args: TokenArguments, io: Io): Promise<void> {
  const format = args.format ?? "text";
  // Without a token there is nothing to describe: the diagnosis itself is the answer.
  if (!facts.token.known || format === "markdown" || format === "junit") return answerReport({ command: "token", report, facts, groups, exitCode }, args, io);
  const token = facts.token.value;
  const verified = verification(facts);
  if (format === "json") return emit(json(token, verified, report, exitCode, args.unredacted ?? false), args, io);
  const style = outputStyle(args, io);
  const troubled = report.results.filter((result) => result.status === "failed" || result.status === "warned");
  const verdicts = troubled.flatMap((result) => [
    "",
    wrap(style, `${result.status === "failed" || result.status === "warned" ? result.cause : ""}: not so that ${result.title}`, "  ", `${mark(style, result.status)} `),
    ...(result.status === "failed" || result.status === "warned" ? evidenceLines(result.evidence).map(([label, text]) => wrap(style, `${label}: ${text}`, "      ", "    ")) : []),
  ]);
  await emit(renderToken(token, { style, unredacted: args.unredacted ?? false, ...(verified === undefined ? {} : { verified }), verdicts }), args, io);
}

function verification({ signature }: Facts): string | undefined {
  if (!signature.known) return signature.because === "not-asked" ? undefined : `not verified: ${signature.detail ?? signature.because}`;
  return signature.value.verified ? `verified with ${signature.value.keysFrom}` : `NOT VERIFIED: ${signature.value.reason}`;
}

/** Described by schemas/token.schema.json. */
function json(token: TokenFact, verified: string | undefined, report: Report, exitCode: number, unredacted: boolean): string {
  const document = {
    schemaVersion: "1",
    tool: { name: "entra-doctor", version },
    command: "token",
    outcome: report.outcome,
    exitCode,
    token: { ...token, words: Object.fromEntries(describeToken(token, verified)) },
    results: report.results,
  };
  const safe = (value: unknown): unknown => {
    if (typeof value === "string") return redact(value, { unredacted });
    if (Array.isArray(value)) return value.map(safe);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, safe(inner)]));
  };
  return `${JSON.stringify(safe(document), null, 2)}\n`;
}

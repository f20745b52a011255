import { factsReadBy } from "../check.ts";
import type { CheckGroup } from "../checks/index.ts";
import { diagnose } from "../diagnose.ts";
import type { Report } from "../diagnose.ts";
import { readChain } from "../environment/chain.ts";
import { readFactsFile, writeFactsFile } from "../facts-file.ts";
import { known } from "../facts.ts";
import type { FactName, Facts } from "../facts.ts";
import { gather } from "../gather.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../io.ts";
import type { Probe, ProbeOptions } from "../probe.ts";
import type { FailOn } from "../report/exit-code.ts";
import { exitCodeOf, exitCodes } from "../report/exit-code.ts";
import { version } from "../version.ts";
import type { OutputArguments } from "./answer.ts";
import { answerReport, loadAnswer } from "./answer.ts";
import { startProgress } from "./progress.ts";
import type { TargetArguments } from "./target.ts";
import { readJson, settingsOf } from "./target.ts";
import { waitUntilHealthy } from "./wait.ts";

/** Options of the commands that gather facts and judge them. */
export interface DiagnosisArguments extends TargetArguments, OutputArguments {
  timeout?: number | undefined;
  dnsServer?: string | undefined;
  only?: readonly (readonly string[])[];
  skip?: readonly (readonly string[])[];
  failOn?: FailOn | undefined;
  save?: string | undefined;
  from?: string | undefined;
  wait?: number | undefined;
  verify?: boolean;
  givenToken?: string | undefined;
}

/** Which part of the whole a command runs. */
export interface DiagnosisPart {
  command: string;
  groups: readonly CheckGroup[];
  /** Probes that may run; all by default. */
  allowed?(probe: Probe): boolean;
  /** Facts wanted besides those of the checks. */
  extra?: readonly FactName[];
  /** Writes the answer instead of the report. */
  answer?(report: Report, facts: Facts, exitCode: number): Promise<void>;
}

const defaultTimeout = 10_000;
/** Long enough to have sent the first requests, shorter than any of their answers takes from afar. */
const answerAheadMs = 40;

/** Gathers, judges, answers; gives the exit code. */
export async function runDiagnosis(part: DiagnosisPart, args: DiagnosisArguments, io: Io): Promise<number> {
  const choice = { only: (args.only ?? []).flat(), skip: (args.skip ?? []).flat(), groups: part.groups };
  checkIds(choice.only, part.groups, "--only");
  checkIds(choice.skip, part.groups, "--skip");
  const learnt = args.from === undefined ? await learn(part, choice, args, io) : { facts: await replay(args.from, args, io) };
  const judge = (facts: Facts): Report => diagnose(facts, choice);
  let { facts } = learnt;
  let report = judge(facts);
  if ("again" in learnt) {
    if (args.wait !== undefined && !io.signal.aborted) ({ facts, report } = await waitUntilHealthy({ facts, report, judge, again: learnt.again, limitMs: args.wait }, io));
    learnt.close();
  }
  if (io.signal.aborted) return exitCodes.interrupted;
  const exitCode = exitCodeOf(report, args.failOn ?? "fail");
  if (args.save !== undefined) await save(args.save, facts, args, io);
  const answer = async (): Promise<void> => {
    if (part.answer !== undefined) return part.answer(report, facts, exitCode);
    return answerReport({ command: part.command, report, facts, groups: part.groups, exitCode }, args, io);
  };
  if (args.from === undefined) await answer();
  else await answerFromFile(args.from, report, answer);
  return exitCode;
}

/** A file that somebody has edited may hold facts of any shape; then the file is wrong and not the program. */
async function answerFromFile(path: string, report: Report, answer: () => Promise<void>): Promise<void> {
  const crashed = report.results.find((result) => result.status === "crashed");
  if (crashed !== undefined) throw new UsageError(`--from: ${path} holds facts of a shape that the check ${crashed.id} cannot read`);
  try {
    await answer();
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(`--from: ${path} holds facts of a shape that no report can be made of`);
    throw error;
  }
}

interface Learnt {
  facts: Facts;
  /** Asks again for what may have changed, keeping the rest. */
  again: (start: Partial<Facts>) => Promise<Facts>;
  close(): void;
}

async function learn(part: DiagnosisPart, choice: { only: readonly string[]; skip: readonly string[] }, args: DiagnosisArguments, io: Io): Promise<Learnt> {
  const [{ probes }, { createProbeTools }] = await Promise.all([import("../probes/index.ts"), import("../probes/create-tools.ts")]);
  const settings = await settingsOf(args, io);
  const timeoutMs = args.timeout ?? defaultTimeout;
  const options: ProbeOptions = {
    timeoutMs,
    verify: args.verify ?? false,
    ...(args.dnsServer === undefined ? {} : { dnsServer: args.dnsServer }),
    ...(args.givenToken === undefined ? {} : { givenToken: args.givenToken }),
  };
  const tools = createProbeTools(settings, options, { env: io.env, now: () => io.now(), notify: (message) => io.stderr(`${message}\n`) });
  const chosen = part.groups.flatMap((group) => group.checks.filter((check) => {
    const named = (list: readonly string[]): boolean => list.includes(check.id) || list.includes(group.id);
    return (choice.only.length === 0 || named(choice.only)) && !named(choice.skip);
  }));
  const wanted: FactName[] = [...factsReadBy(chosen), "environment", "chain", ...(part.extra ?? [])];
  const usable = part.allowed === undefined ? probes : probes.filter((probe) => part.allowed?.(probe) === true);
  const run = async (start: Partial<Facts>): Promise<Facts> => {
    const progress = startProgress(args, io);
    // Loading keeps everything else waiting, so what the answer needs is loaded once the questions are out.
    const ahead = io.later(answerAheadMs, () => void loadAnswer(args));
    try {
      return await gather(usable, tools, {
        wanted,
        offline: settings.offline,
        // A person who signs in needs longer than any server.
        probeTimeoutMs: /browser|device/.test(settings.credential) ? Math.max(timeoutMs * 4, 180_000) : timeoutMs * 4,
        signal: io.signal,
        start,
        turn: () => io.turn(),
        onStart: (probe) => progress.started(probe.id),
        onEnd: (probe) => progress.ended(probe.id),
      });
    } finally {
      ahead.cancel();
      progress.stop();
    }
  };
  // Which source the variables select is no question to anybody, so the first token is asked for at once.
  const start = { settings: known(settings), chain: known(readChain(io.env, settings)) };
  return { facts: await run(start), again: run, close: () => tools.http.close() };
}

async function replay(path: string, args: DiagnosisArguments, io: Io): Promise<Facts> {
  if (args.endpoint !== undefined) throw new UsageError("--from: the file says which endpoint it is about, so none can be given");
  if (args.wait !== undefined) throw new UsageError("--wait asks again and --from asks nobody; give one of the two");
  const reading = readFactsFile(await readJson(path, "--from", io));
  if ("problem" in reading) throw new UsageError(`--from: ${path} ${reading.problem}`);
  return reading.facts;
}

async function save(path: string, facts: Facts, args: DiagnosisArguments, io: Io): Promise<void> {
  const file = {
    schemaVersion: "1",
    tool: { name: "entra-doctor", version },
    node: facts.environment.known ? facts.environment.value.node : "unknown",
    platform: io.platform,
    savedAt: new Date(io.now()).toISOString(),
    redacted: true,
    facts,
  } as const;
  const text = writeFactsFile(file, { unredacted: args.unredacted ?? false, salt: await io.randomBytes(16) });
  try {
    await io.writeFile(path, text);
  } catch (error) {
    throw new UsageError(`--save: ${path} cannot be written (${(error as NodeJS.ErrnoException).code ?? "unknown"})`);
  }
}

function checkIds(ids: readonly string[], groups: readonly CheckGroup[], option: string): void {
  const all = new Set(groups.flatMap((group) => [group.id, ...group.checks.map((check) => check.id)]));
  const stranger = ids.find((id) => !all.has(id));
  if (stranger !== undefined) throw new UsageError(`${option}: ${JSON.stringify(stranger.slice(0, 60))} is no check and no group; entra-doctor checks lists them`);
}

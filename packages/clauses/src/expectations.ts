import type { RequestRecord } from "@copilot-entra/sandbox";
import { conversations, readers, type JudgeContext, type Observation } from "./clause.ts";

type Judgement = (seen: Observation, context: JudgeContext) => readonly string[];

/** The line that every failure ends with. */
export const nextStep = "To find the cause, run: npx entra-doctor check";

/** All judgements together. */
export const all = (...judgements: Judgement[]): Judgement => (seen, context) => judgements.flatMap((judge) => judge(seen, context));

/** One judgement: a sentence when something is not as it must be. */
export const must =
  (holds: (seen: Observation, context: JudgeContext) => boolean, sentence: (seen: Observation, context: JudgeContext) => string): Judgement =>
  (seen, context) => (holds(seen, context) ? [] : [sentence(seen, context)]);

/** Requests to the model. */
export const modelRequests = (seen: Observation): RequestRecord[] => seen.requests.filter(({ part }) => part === "foundry");
/** Requests for a token, whoever gives it. */
export const tokenRequests = (seen: Observation): RequestRecord[] =>
  seen.requests.filter(({ part, path }) => part === "managed-identity" || (part === "entra" && path.endsWith("/oauth2/v2.0/token")));

/** How many questions a sample asks of its own accord, or gets from stdin in the default scenario. */
export const questions = ({ sample }: JudgeContext): number => ((conversations as readonly string[]).includes(sample) ? 2 : 1);
/** Whether a sample goes on after a failed question. */
export const goesOn = ({ sample }: JudgeContext): boolean => (readers as readonly string[]).includes(sample);

const lines = (text: string): string[] => text.replaceAll("\r\n", "\n").split("\n");

/** Ends with this code. */
export const exits = (code: number): Judgement => must((seen) => seen.exitCode === code, (seen) => `exit code ${code} expected, got ${seen.exitCode ?? seen.signal}${seen.killed ? " (killed)" : ""}; stderr: ${seen.stderr.slice(0, 600)}`);

/** stdout has the model's answers to all questions, each with the texts before it, and nothing else. */
export const answersAlone: Judgement = must(
  (seen, context) => seen.stdout.replaceAll("\r\n", "\n") === Array.from({ length: questions(context) }, (_, index) => `Hello from contoso, request ${index + 1}, ${index + 1} user texts.\n`).join(""),
  (seen, context) => `stdout must have ${questions(context)} answers and nothing else, got: ${JSON.stringify(seen.stdout)}; stderr: ${seen.stderr.slice(0, 600)}`,
);

/** Nothing on stderr. */
export const quiet: Judgement = must((seen) => seen.stderr === "", (seen) => `stderr must be empty, got: ${JSON.stringify(seen.stderr)}`);

/** Nothing on stdout. */
export const noAnswer: Judgement = must((seen) => seen.stdout === "", (seen) => `stdout must be empty, got: ${JSON.stringify(seen.stdout)}`);

/** Answered in full and in silence. */
export const answered: Judgement = all(exits(0), answersAlone, quiet);

/** Refused for its configuration: one sentence on stderr (this one, or any that has a text), exit 2, no request to anyone. */
export const misconfigured = (sentence: string | RegExp): Judgement =>
  all(
    exits(2),
    noAnswer,
    must(
      (seen) => (typeof sentence === "string" ? lines(seen.stderr).join("\n") === `${sentence}\n` : sentence.test(seen.stderr) && lines(seen.stderr).length === 2),
      (seen) => `stderr must be "${sentence}", got: ${JSON.stringify(seen.stderr)}`,
    ),
    must((seen) => seen.requests.length === 0 && seen.foreign.length === 0, (seen) => `nobody may be asked, but ${seen.requests.map(({ method, url }) => `${method} ${url}`).join(", ")} was`),
  );

/** Failed as SPEC says: the texts on stderr, the next step last, exit 1, no answer. */
export const failed = (...texts: (string | RegExp)[]): Judgement =>
  all(
    exits(1),
    noAnswer,
    ...texts.map((text) =>
      must((seen) => (typeof text === "string" ? seen.stderr.includes(text) : text.test(seen.stderr)), (seen) => `stderr must hold ${text}, got: ${JSON.stringify(seen.stderr)}`),
    ),
    must((seen) => lines(seen.stderr).at(-2) === nextStep && lines(seen.stderr).at(-1) === "", (seen) => `stderr must end with the line "${nextStep}", got: ${JSON.stringify(seen.stderr)}`),
    must((seen) => !traces.test(seen.stderr), (seen) => `stderr must have no stack trace, got: ${JSON.stringify(seen.stderr)}`),
  );

const traces = /^\s+at .+[:(]\d+|Traceback \(most recent call last\)|goroutine \d+ \[|stack backtrace:|panicked at/m;

/** No stack trace on stderr. */
export const noTrace: Judgement = must((seen) => !traces.test(seen.stderr), (seen) => `stderr must have no stack trace, got: ${JSON.stringify(seen.stderr)}`);

/** Over within so many seconds. The limit leaves room for a machine that is busy with the other runs. */
export const within = (seconds: number): Judgement => must((seen) => !seen.killed && seen.seconds <= seconds, (seen) => `must end within ${seconds} s, took ${seen.seconds.toFixed(1)} s`);

/** Took at least so many seconds, since it had to wait. */
export const atLeast = (seconds: number): Judgement => must((seen) => seen.seconds >= seconds, (seen) => `must wait for ${seconds} s, took ${seen.seconds.toFixed(1)} s`);

/** So many requests to the model for each question that a sample asks. */
export const modelRequestsPerQuestion = (least: number, most: number): Judgement =>
  must(
    (seen, context) => {
      const count = modelRequests(seen).length / (goesOn(context) ? questions(context) : 1);
      return count >= least && count <= most;
    },
    (seen) => `the model must be asked ${least} to ${most} times per question, was asked ${modelRequests(seen).length} times in all`,
  );

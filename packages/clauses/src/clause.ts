import type { CredentialKind, RequestRecord, Sandbox, World } from "@copilot-entra/sandbox";
import type { LanguageId, SampleName } from "./languages/language.ts";
import type { Run } from "./run-sample.ts";

/** The world and the environment that a sample is run in, and what is done to it while it runs. */
export interface Scenario {
  credential?: CredentialKind;
  faults?: readonly string[];
  /** Changes the world before the sample starts. */
  mutate?: (world: World) => void;
  /** Prepares what needs a running sandbox; what it returns must not appear anywhere either. */
  arrange?: (sandbox: Sandbox) => Promise<readonly string[]>;
  /** Variables over the sandbox's; undefined removes one. */
  env?: Readonly<Record<string, string | undefined>>;
  /** Lines on stdin, then its end. Samples that read no stdin ignore them. */
  stdin?: readonly string[];
  /** Called after each answer of the sandbox, while the sample runs. */
  onAnswer?: (record: RequestRecord, sandbox: Sandbox) => void;
  /** Sent in the middle of a turn, when a request has had no answer for a while. stdin then stays open. */
  signal?: { name: "SIGINT" | "SIGTERM"; to: "process" | "group" };
  /** Seconds that a run waits rather than computes; such runs start first and don't hold up others. */
  waits?: number;
}

/** What was seen of one run of a sample. */
export interface Observation extends Run {
  requests: readonly RequestRecord[];
  /** Hosts asked for that the sandbox does not stand for. */
  foreign: readonly string[];
  /** Fingerprints of the tokens that the sandbox has issued. */
  issued: readonly string[];
}

/** One clause of samples/SPEC.md for some samples: a scenario and what must be seen in it. */
export interface Clause {
  /** Its number in samples/SPEC.md. */
  id: string;
  /** What happens, as a sentence without the sample's name: "a wrong URL is refused". */
  title: string;
  samples: readonly SampleName[];
  /** Names of scenarios; a clause holds when it holds in each. */
  scenarios: readonly string[];
  /** What is wrong, as sentences; nothing when the clause holds. */
  judge: (seen: Observation, context: JudgeContext) => readonly string[];
}

/** What a clause's judgement depends on besides the observation. */
export interface JudgeContext {
  sample: SampleName;
  language: LanguageId;
  scenario: string;
}

/** The samples with the Copilot SDK that have SPEC's own sentences. */
export const plainSamples = ["basic", "token-refresh", "token-provider"] as const satisfies readonly SampleName[];
/** The samples with the Copilot SDK; with-auth speaks in the sentences of its package. */
export const copilotSamples = ["basic", "token-refresh", "token-provider", "with-auth"] as const satisfies readonly SampleName[];
/** Those that ask more than one question. */
export const conversations = ["token-refresh", "token-provider", "with-auth"] as const satisfies readonly SampleName[];
/** Those that read questions from stdin. */
export const readers = ["token-refresh", "with-auth"] as const satisfies readonly SampleName[];

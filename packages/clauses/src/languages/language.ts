/** The languages that samples are written in. .NET has its place in the matrix and no samples yet. */
export const languageIds = ["typescript", "python", "go", "java", "rust"] as const;
export type LanguageId = (typeof languageIds)[number];

/** The samples, in the order in which the matrix shows them. */
export const sampleNames = ["basic", "token-refresh", "token-provider", "with-auth", "openai-client", "classic", "list-models", "credentials"] as const;
export type SampleName = (typeof sampleNames)[number];

/** How one sample is started: as its README says, after the language's `build` has run. */
export interface Program {
  /** Executable: absolute, or a name on PATH. */
  file: string;
  args: readonly string[];
  /** Absolute folder that it is started in. */
  cwd: string;
  /** Variables that the sample needs besides the sandbox's, as its README says. */
  env?: Readonly<Record<string, string>>;
}

/** Whether a language's toolchain is on this machine. */
export type Toolchain = { present: true; version: string } | { present: false; /** One sentence: what is missing and what to install. */ install: string };

/** Where things are on this machine. */
export interface Places {
  /** Absolute path of the repository. */
  root: string;
  /** `COPILOT_ENTRA_PROGRAMS` is where scripts/sample-versions.mjs has built a language's samples with another SDK. */
  environment: Readonly<Record<string, string | undefined>>;
  platform: NodeJS.Platform;
  /** Runs a short command, answers its output or undefined when it can't run or fails. Bounded to 20 s. */
  capture: (file: string, args: readonly string[]) => Promise<string | undefined>;
  /** The text of a file of the repository, or undefined when there is none. */
  read: (path: string) => string | undefined;
}

/** Everything the conformance tests know about a language. */
export interface Language {
  id: LanguageId;
  title: string;
  /** Looks for the toolchain; the same condition under which `samples/<language>`'s build script skips. */
  toolchain(places: Places): Promise<Toolchain>;
  /** The samples of this language and the path of each one's source file, relative to the repository. */
  sources: Readonly<Partial<Record<SampleName, string>>>;
  /** How a sample is started. */
  program(sample: SampleName, places: Places): Program;
  /** Why a sample can't be built here although the toolchain is: one sentence. Its tests are then one skip, and its column keeps what was found where it can. */
  lacking?(sample: SampleName, places: Places): string | undefined;
  /** Lines on stderr that come from the test's environment and not from the sample (`Picked up JAVA_TOOL_OPTIONS…`). */
  environmentNoise?: RegExp;
  /** Clauses that this language can't meet, each with the reason that the matrix shows. */
  exceptions?: Readonly<Record<string, string>>;
}

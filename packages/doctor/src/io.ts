/** Everything a command may touch of the world; made in cli.ts and nowhere else. */
export interface Io {
  env: Readonly<Record<string, string | undefined>>;
  platform: string;
  stdout(text: string): void;
  stderr(text: string): void;
  stdoutIsTerminal: boolean;
  stderrIsTerminal: boolean;
  stdinIsTerminal: boolean;
  /** Width of the terminal in characters, when it is one. */
  columns?: number | undefined;
  /** The same of the one that stderr goes to. */
  stderrColumns?: number | undefined;
  /** All of stdin; rejects when there is more than `limit` bytes. */
  stdin(limit: number): Promise<string>;
  readFile(path: string): Promise<string>;
  /** Whole or not at all: written beside the target and renamed. */
  writeFile(path: string, text: string): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after so many milliseconds, rejects when the signal fires. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Resolves once what was sent before has been handed to the system. */
  turn(): Promise<void>;
  /** Runs after so many milliseconds unless cancelled. */
  later(ms: number, run: () => void): { cancel(): void };
  /** Hexadecimal. */
  randomBytes(count: number): Promise<string>;
  /** Fires on Ctrl-C. */
  signal: AbortSignal;
}

/** A wrong argument, file or combination: one sentence, exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

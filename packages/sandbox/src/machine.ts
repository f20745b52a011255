import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** What the sandbox knows of the machine it runs on. EDGE: reads the process. */
export const machine = {
  environment: process.env as Record<string, string | undefined>,
  pathDelimiter: delimiter,
  isWindows: process.platform === "win32",
  /** Where Azure Arc's agent keeps the keys of its challenges, and its clients look for them. */
  arcTokens: process.platform === "win32" ? join(process.env["ProgramData"] ?? "C:\\ProgramData", "AzureConnectedMachineAgent", "Tokens") : "/var/opt/azcmagent/tokens",
  /** Whether a folder of `PATH` has a tool. */
  hasTool: (folder: string, tool: string) => ["", ".exe", ".cmd", ".bat"].some((end) => existsSync(join(folder, `${tool}${end}`))),
  /** The file of a program of ours that other processes run. It is the compiled one, also when this is the source: both have `dist` beside them. */
  childProgram: (name: string) => fileURLToPath(new URL(`../dist/child-programs/${name}.js`, import.meta.url)),
  /** The Node that runs this program. */
  node: process.execPath,
} as const;

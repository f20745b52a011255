import { delimiter } from "node:path";
import process from "node:process";

/** What the sandbox knows of the machine it runs on. EDGE: reads the process. */
export const machine = {
  environment: process.env as Record<string, string | undefined>,
  pathDelimiter: delimiter,
  isWindows: process.platform === "win32",
  /** The Node that runs this program. */
  node: process.execPath,
} as const;

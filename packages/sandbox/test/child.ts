import { execFile, type ExecFileException } from "node:child_process";
import type { Sandbox } from "../src/index.ts";

/** What a child process left behind. */
export interface ChildResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs an ES module's text as a program of anyone, in a sandbox's environment. */
export function runScript(sandbox: Sandbox, script: string, extra: Record<string, string> = {}): Promise<ChildResult> {
  const env = { ...sandbox.childEnv(), ...extra };
  return new Promise((resolve) => {
    execFile(process.execPath, ["--input-type=module", "-e", script], { env, timeout: 60_000, cwd: import.meta.dirname }, (error: ExecFileException | null, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr });
    });
  });
}

/** A program that signs in as its environment says and prints who it is; secrets are never printed. */
export function signInScript(credential: string, scope = "https://ai.azure.com/.default"): string {
  return `
    import * as identity from "@azure/identity";
    const credential = ${credential};
    try {
      const { token, expiresOnTimestamp } = await credential.getToken(${JSON.stringify(scope)});
      const claims = JSON.parse(Buffer.from(token.split(".")[1], "base64url"));
      console.log(JSON.stringify({ ...claims, lasts: Math.round((expiresOnTimestamp - Date.now()) / 1000) }));
    } catch (error) {
      console.log(JSON.stringify({ name: error.name, message: error.message }));
      process.exitCode = 1;
    }
  `;
}

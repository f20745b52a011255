import { execFile, type ExecFileException } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Sandbox } from "../src/index.ts";

/** What a child process left behind. */
export interface ChildResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs an ES module's text as a program of anyone, in a sandbox's environment. */
export function runScript(sandbox: Sandbox, script: string, extra: Record<string, string> = {}): Promise<ChildResult> {
  return run(process.execPath, ["--input-type=module", "-e", script], { ...sandbox.childEnv(), ...extra }, import.meta.dirname);
}

/** Runs any program in a sandbox's environment, in a folder of its own that may hold one file. */
export async function runProgram(sandbox: Sandbox, program: string, args: readonly string[], file?: readonly [name: string, text: string]): Promise<ChildResult> {
  const folder = mkdtempSync(join(tmpdir(), "program-"));
  if (file !== undefined) writeFileSync(join(folder, file[0]), file[1]);
  try {
    return await run(program, args, sandbox.childEnv(), folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(program: string, args: readonly string[], env: Record<string, string | undefined>, cwd: string): Promise<ChildResult> {
  return new Promise((resolve) => {
    execFile(program, [...args], { env, timeout: 60_000, cwd }, (error: ExecFileException | null, stdout, stderr) => {
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

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Sandbox } from "@copilot-entra/sandbox";

/** What a child process said, and how long it took. */
export interface ChildResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
  readonly milliseconds: number;
}

/** Runs a script of `test/children` in a sandbox's environment, at most half a minute. */
export function runChild(sandbox: Sandbox, script: string, args: readonly string[], extra: Record<string, string | undefined> = {}): Promise<ChildResult> {
  const path = fileURLToPath(new URL(`children/${script}`, import.meta.url));
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path, ...args], { env: { ...sandbox.childEnv(), ...extra }, stdio: ["ignore", "pipe", "pipe"], timeout: 30_000 });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) => resolve({ stdout, stderr, code, milliseconds: performance.now() - started }));
  });
}

/** Everything of a sandbox that must not be seen, found in a text. */
export function leaks(sandbox: Sandbox, text: string): string[] {
  return sandbox.canaries.filter((canary) => canary !== "" && text.includes(canary)).map((canary) => `${canary.slice(0, 3)}… (${canary.length} characters)`);
}

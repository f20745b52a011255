import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createSandbox, createSigningKeys, type Sandbox, type SandboxOptions } from "@copilot-entra/sandbox";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "vitest";

/** The published program. */
export const bundle = fileURLToPath(new URL("../dist/bundle/cli.cjs", import.meta.url));

/** What a run of the program came to. */
export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the program as a process; `interruptAfter` sends Ctrl-C once stderr or the sandbox shows that it works. */
export function doctor(args: readonly string[], options: { env?: Record<string, string | undefined>; stdin?: string; cwd?: string; started?: (kill: () => void) => void; said?: (stderr: string) => void } = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], ...options.env } as NodeJS.ProcessEnv;
    const child = spawn(process.execPath, [bundle, ...args], { env, cwd: options.cwd, stdio: "pipe", timeout: 60_000, killSignal: "SIGKILL" });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (part: Buffer) => (stdout += part.toString()));
    child.stderr.on("data", (part: Buffer) => {
      stderr += part.toString();
      options.said?.(stderr);
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
    child.stdin.on("error", () => {});
    child.stdin.end(options.stdin ?? "");
    options.started?.(() => child.kill("SIGINT"));
  });
}

let signingKeys: ReturnType<typeof createSigningKeys> | undefined;

/** A sandbox that signs tokens with the same keys as the others of its test file; making keys is most of what one costs. */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  signingKeys ??= createSigningKeys();
  return createSandbox({ signingKeys: await signingKeys, ...options });
}

/** Runs something in a sandbox of its own and closes it. Fails when a foreign host was asked for or a canary shows in a text. */
export async function inSandbox<T>(options: SandboxOptions, run: (sandbox: Sandbox, ask: (args: readonly string[], more?: { stdin?: string; env?: Record<string, string>; said?: (stderr: string) => void }) => Promise<Ran>) => Promise<T>): Promise<T> {
  const sandbox = await openSandbox(options);
  const shown: string[] = [];
  try {
    const result = await run(sandbox, async (args, more = {}) => {
      const ran = await doctor(args, { ...more, env: { ...(sandbox.childEnv() as Record<string, string>), ...more.env } });
      shown.push(ran.stdout, ran.stderr);
      return ran;
    });
    expect(sandbox.foreign).toEqual([]);
    for (const text of shown) for (const canary of sandbox.canaries) expect(text.includes(canary), "a secret is shown").toBe(false);
    return result;
  } finally {
    await sandbox.close();
  }
}

const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true });
const schemas = new Map<string, ReturnType<typeof ajv.compile>>();

/** Fails unless the value fits the published schema. */
export function expectSchema(name: "report" | "facts" | "token" | "roles", value: unknown): void {
  const file = new URL(`../schemas/${name}.schema.json`, import.meta.url);
  const validate = schemas.get(name) ?? ajv.compile(JSON.parse(readFileSync(file, "utf8")) as object);
  schemas.set(name, validate);
  expect(validate(value) ? [] : validate.errors).toEqual([]);
}

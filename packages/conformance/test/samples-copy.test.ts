import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSandbox } from "@copilot-entra/sandbox";
import { afterAll, describe, expect, it } from "vitest";
import { languages } from "../src/languages/index.ts";
import { copilotRuntime, places } from "../src/languages/places.ts";
import { repository } from "../src/source-tree.ts";

const home = mkdtempSync(join(tmpdir(), "sample-copies-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Runs a command line as a reader types it, for at most 5 minutes. */
function run(command: string, cwd: string, env: Record<string, string | undefined> = process.env): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, { cwd, env, shell: true, stdio: ["ignore", "pipe", "pipe"], timeout: 300_000, windowsHide: true });
    const output = { stdout: "", stderr: "" };
    child.stdout.on("data", (data: Buffer) => (output.stdout += data.toString()));
    child.stderr.on("data", (data: Buffer) => (output.stderr += data.toString()));
    child.once("error", (error) => resolve({ code: null, stdout: "", stderr: error.message }));
    child.once("close", (code) => resolve({ code, ...output }));
  });
}

const copy = (args: string) => run(`node ${JSON.stringify(join(repository, "scripts", "sample.mjs"))} ${args}`, home);

describe("npm run sample", () => {
  for (const path of ["typescript/basic", "typescript/with-auth", "python/basic", "go/basic"]) {
    const language = languages.find(({ id }) => path.startsWith(`${id}/`));
    if (language === undefined || !existsSync(join(repository, "samples", path))) continue;
    it.concurrent(`${path} builds and answers outside the repository, by the commands that were printed`, { timeout: 600_000 }, async ({ skip }) => {
      const toolchain = await language.toolchain(places);
      if (!toolchain.present) {
        skip(toolchain.install);
        return;
      }
      const folder = join(home, path.replace("/", "-"));
      const copied = await copy(`${path} --to ${JSON.stringify(folder)}`);
      expect(copied).toMatchObject({ code: 0, stderr: "" });
      const commands = [...copied.stdout.matchAll(/^ {2}(\S.*)$/gm)].map((match) => match[1] ?? "");
      for (const command of commands.slice(0, -1)) {
        // What npm has fetched for the repository is what it would fetch for the copy.
        const result = await run(command.replace(/^npm install$/, "npm install --prefer-offline --no-audit --no-fund"), folder);
        expect(result.code, `${command}: ${result.stderr.slice(-2000)}`).toBe(0);
      }
      const sandbox = await createSandbox();
      try {
        const env = { ...sandbox.childEnv(), COPILOT_CLI_PATH: copilotRuntime(), COPILOT_HOME: join(home, `state-${path.replace("/", "-")}`) };
        const question = path.endsWith("with-auth") ? "echo Hello!| " : "";
        const answer = await run(`${question}${commands.at(-1) ?? ""}`, folder, env);
        expect(answer.stdout, answer.stderr).toContain("Hello from contoso, request 1, 1 user texts.");
        expect(answer.code).toBe(0);
      } finally {
        await sandbox.close();
      }
    });
  }

  it("copies sources and nothing that was built", async () => {
    const folder = join(home, "plain");
    await copy(`typescript/basic --to ${JSON.stringify(folder)}`);
    for (const name of ["dist", "node_modules", ".turbo"]) expect(existsSync(join(folder, name))).toBe(false);
    expect(readFileSync(join(folder, "basic.ts"), "utf8")).toBe(readFileSync(join(repository, "samples", "typescript", "basic", "basic.ts"), "utf8"));
  });

  it("refuses to overwrite, an unknown sample and a missing folder, in one sentence", async () => {
    const folder = JSON.stringify(join(home, "twice"));
    await copy(`python/basic --to ${folder}`);
    for (const [args, sentence] of [
      [`python/basic --to ${folder}`, /is there already and not empty/],
      ["python/nothing --to elsewhere", /There is no sample python\/nothing/],
      ["python/basic", /Write npm run sample -- LANGUAGE\/SAMPLE --to FOLDER/],
    ] as const) {
      const refused = await copy(args);
      expect(refused).toMatchObject({ code: 2, stdout: "" });
      expect(refused.stderr).toMatch(sentence);
      expect(refused.stderr.trim().split("\n")).toHaveLength(1);
    }
  });
});

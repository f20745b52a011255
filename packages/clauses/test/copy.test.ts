import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { cacheFolder } from "../../../scripts/cache-folder.mjs";
import { languages, type SampleName } from "../src/languages/index.ts";
import { copilotRuntime, places } from "../src/languages/places.ts";
import { repository } from "../src/source-tree.ts";
import { openSandbox } from "../src/open-sandbox.ts";

const home = mkdtempSync(join(tmpdir(), "sample-copies-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Runs a command line as a reader types it, for at most 10 minutes. */
function run(command: string, cwd: string, env: Record<string, string | undefined> = process.env): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, { cwd, env, shell: true, stdio: ["ignore", "pipe", "pipe"], timeout: 600_000, windowsHide: true });
    const output = { stdout: "", stderr: "" };
    child.stdout.on("data", (data: Buffer) => (output.stdout += data.toString()));
    child.stderr.on("data", (data: Buffer) => (output.stderr += data.toString()));
    child.once("error", (error) => resolve({ code: null, stdout: "", stderr: error.message }));
    child.once("close", (code) => resolve({ code, ...output }));
  });
}

const copy = (args: string) => run(`node ${JSON.stringify(join(repository, "scripts", "sample.mjs"))} ${args}`, home);

/** A copy per language and kind; with how many commands it is run, and what its first answer says. */
const copies = [
  { path: "typescript/basic", commands: 3 },
  { path: "typescript/with-auth", commands: 3 },
  { path: "python/basic", commands: 3 },
  { path: "go/basic", commands: 3 },
  { path: "rust/basic", commands: 3 },
  { path: "java/basic", commands: 3 },
  { path: "java/openai-client", commands: 2 },
] as const;

/** What a command fetches or compiles is kept where the repository's own builds keep it, so that only the first run of a machine is long. */
const kept = { CARGO_BUILD_BUILD_DIR: join(cacheFolder(), "rust-target"), npm_config_prefer_offline: "true", npm_config_audit: "false", npm_config_fund: "false" };

describe("npm run sample", () => {
  for (const { path, commands: count } of copies) {
    const [id = "", sample = ""] = path.split("/");
    const language = languages.find((one) => one.id === id);
    if (language === undefined) throw new Error(`${path} names no language`);
    it.concurrent(`${path} builds and answers outside the repository, by the commands that were printed`, { timeout: 900_000 }, async ({ skip }) => {
      const toolchain = await language.toolchain(places);
      const lacking = toolchain.present ? language.lacking?.(sample as SampleName, places) : toolchain.install;
      if (lacking !== undefined) {
        skip(lacking);
        return;
      }
      const folder = join(home, path.replace("/", "-"));
      const copied = await copy(`${path} --to ${JSON.stringify(folder)}`);
      expect(copied).toMatchObject({ code: 0, stderr: "" });
      const commands = [...copied.stdout.matchAll(/^ {2}(\S.*)$/gm)].map((match) => (match[1] ?? "").replace("/path/to/copilot-runtime", copilotRuntime()));
      expect(commands).toHaveLength(count);

      const sandbox = await openSandbox();
      try {
        // TypeScript's runtime comes with npm, Python's would be a download; the others' is named by the first command.
        const runtime = id === "python" ? { COPILOT_CLI_PATH: copilotRuntime() } : {};
        const build = await run(commands.slice(0, -1).join(" && "), folder, { ...process.env, ...kept });
        expect(build.code, build.stderr.slice(-2000)).toBe(0);
        const named = commands.filter((command) => /^(?:export|set) /.test(command)).map((command) => `${command} && `);
        const question = sample === "with-auth" ? "echo Hello!| " : "";
        const answer = await run(`${named.join("")}${question}${commands.at(-1) ?? ""}`, folder, { ...sandbox.childEnv(), ...kept, ...runtime, COPILOT_HOME: join(home, `state-${path.replace("/", "-")}`) });
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

  it.each(languages.map(({ id }) => id))("refuses to overwrite a copy in %s, in one sentence", async (id) => {
    const folder = JSON.stringify(join(home, `twice-${id}`));
    expect(await copy(`${id}/basic --to ${folder}`)).toMatchObject({ code: 0 });
    const refused = await copy(`${id}/basic --to ${folder}`);
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(refused.stderr.trim()).toMatch(/^\S.* is there already and not empty\. .*$/);
  });

  it("refuses an unknown sample and a missing folder, in one sentence", async () => {
    for (const [args, sentence] of [
      ["python/nothing --to elsewhere", /There is no sample python\/nothing/],
      ["python/basic", /Write npm run sample -- LANGUAGE\/SAMPLE --to FOLDER/],
    ] as const) {
      const refused = await copy(args);
      expect(refused).toMatchObject({ code: 2, stdout: "" });
      expect(refused.stderr).toMatch(sentence);
      expect(refused.stderr.trim().split("\n")).toHaveLength(1);
    }
  });

  it("says the three commands of each sample of the Copilot SDK, in each language", async () => {
    const listed = (await copy("--list")).stdout.split("\n").filter((path) => /\/(?:basic|token-refresh|token-provider)$/.test(path));
    expect(listed).toHaveLength(15);
    for (const path of listed) {
      const { stdout } = await copy(`${path} --to ${JSON.stringify(join(home, `said-${path.replace("/", "-")}`))}`);
      expect(stdout.match(/^ {2}\S.*$/gm), path).toHaveLength(3);
    }
  });
});

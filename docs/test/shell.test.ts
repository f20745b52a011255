import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createSandbox } from "@copilot-entra/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { programs } from "../build/command-help.mjs";

const docs = fileURLToPath(new URL("..", import.meta.url));
const repository = join(docs, "..");

/** Pages whose commands are run: all that people wrote, and the examples of the doctor's own help. Fixes are proved by conformance. */
const pages = [...["", "guides", "samples", "reference", "troubleshooting"].flatMap((folder) => [folder, join("zh", folder)]), "generated"]
  .filter((folder) => existsSync(join(docs, folder)))
  .flatMap((folder) => readdirSync(join(docs, folder)).filter((name) => name.endsWith(".md")).map((name) => join(folder, name)))
  .filter((page) => !page.startsWith("generated") || page.endsWith("-help.md"));

/** The shell lines of a page in their order; a line that another page has shown already is left out by the caller. */
function linesOf(page: string): string[] {
  const text = readFileSync(join(docs, page), "utf8");
  const blocks = [...text.matchAll(/^[ \t]*```sh\n([\s\S]*?)^[ \t]*```/gm)].flatMap(([, block = ""]) => block.split("\n").map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#")));
  const inline = [...text.matchAll(/`(npx entra-(?:doctor|sandbox) [^`]+)`/g)].map(([, line = ""]) => line).filter((line) => !/\b[A-Z]{4,}\b/.test(line));
  // Changes of a resource have placeholders: conformance fills them in and follows the guides from start to end.
  return [...blocks.filter((line) => !/^az .*\b[A-Z]+_[A-Z]+\b/.test(line)), ...inline];
}

/** Documented: 1 when a check fails, else 0. */
const exitCodeOf = (line: string): number => (line.includes("--fault") ? 1 : 0);

const told = new Set<string>();
const cases = pages.flatMap((page) => {
  const lines = linesOf(page).filter((line) => !told.has(line));
  for (const line of lines) told.add(line);
  return lines.length > 0 ? [{ page, lines }] : [];
});

const windows = process.platform === "win32";

describe.skipIf(windows)(`every shell line of the pages runs as written${windows ? " (they are for a POSIX shell: run this on another system)" : ""}`, () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "copilot-entra-lines-"));
    mkdirSync(join(folder, "bin"));
    // npx without the registry: the program as it was built here.
    const write = (name: string, text: string): void => {
      writeFileSync(join(folder, "bin", name), `#!/bin/sh\n${text}\n`);
      chmodSync(join(folder, "bin", name), 0o755);
    };
    write("npx", 'exec "$@"');
    for (const [name, { script }] of Object.entries(programs)) write(name, `exec "${process.execPath}" "${script}" "$@"`);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("finds them", () => {
    expect(told.size).toBeGreaterThan(20);
  });

  for (const { page, lines } of cases) {
    it(`${page}: ${lines.join("; ")}`, { timeout: 120_000 }, async () => {
      const cwd = mkdtempSync(join(folder, "page-"));
      for (const line of lines) {
        const { code, output } = await run(line, cwd);
        expect(code, `${line}\n${output}`).toBe(exitCodeOf(line));
      }
    });
  }

  async function run(line: string, cwd: string): Promise<{ code: number | null; output: string }> {
    const ours = /^(?:npm run|node docs\/)/.test(line);
    const command = line.replaceAll("../mine", join(cwd, "mine"));
    // Some examples pipe the Azure CLI's answer on; the sandbox brings a stand-in for it.
    const sandbox = await createSandbox(/\baz /.test(line) ? { credential: "azure-cli" } : {});
    try {
      const environment = sandbox.childEnv(process.env);
      const child = spawn("sh", ["-c", command], {
        cwd: ours ? repository : cwd,
        env: { ...environment, PATH: [join(folder, "bin"), environment["PATH"]].join(delimiter), NO_COLOR: "1" },
        stdio: ["ignore", "pipe", "pipe"],
        timeout: 90_000,
      });
      let output = "";
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (output += text));
      const code = await new Promise<number | null>((resolve) => void child.on("close", resolve));
      return { code, output };
    } finally {
      await sandbox.close();
    }
  }
});

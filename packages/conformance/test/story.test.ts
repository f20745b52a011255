import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lane, repository } from "@copilot-entra/clauses";
import { describe, expect, it } from "vitest";

const module = join(repository, "scripts", "story.mjs");

const inTurn = lane(2);
const patience = 600_000;

/** Plays the story in a process of its own, whose temporary files all land in one folder; `left` is what it leaves there. */
async function play(options: object, onOutput: (text: string, child: ReturnType<typeof spawn>) => void = () => {}): Promise<{ code: number | null; output: string; left: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), "story-test-"));
  try {
    const ended = await inTurn(() => run(options, folder, onOutput));
    return { ...ended, left: readdirSync(folder) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(options: object, folder: string, onOutput: (text: string, child: ReturnType<typeof spawn>) => void): Promise<{ code: number | null; output: string }> {
  const script = `const { playStory } = await import(${JSON.stringify(`file://${module}`)}); await playStory(${JSON.stringify(options)});`;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], { cwd: repository, env: { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder }, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const collect = (data: Buffer): void => {
      output += data.toString();
      onOutput(output, child);
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}

describe("npm start", () => {
  // The twelve faults that the story began with; conformance plays all others against the doctor alone.
  const first = ["tls-untrusted-ca", "rbac-no-data-role", "rbac-role-lacks-data-action", "secret-expired", "secret-wrong", "token-wrong-audience", "tenant-mismatch", "token-expired", "identity-not-assigned", "deployment-not-found", "network-access-denied", "custom-subdomain-missing"];

  for (const fault of first) {
    it.concurrent(`tells a true story of ${fault}: answered, broken, named, answered`, { timeout: patience }, async () => {
      const { code, output, left } = await play({ fault, keep: false });
      expect(output).toContain("All four steps went as told.");
      expect(code).toBe(0);
      expect(left).toEqual([]);
    });
  }

  it.skipIf(process.platform === "win32").concurrent("leaves no file and ends with 130 when it is interrupted", { timeout: patience }, async () => {
    let sent = false;
    const { code, output, left } = await play({ fault: "rbac-no-data-role", keep: true }, (text, child) => {
      if (sent || !text.includes("2. Broken")) return;
      sent = true;
      child.kill("SIGINT");
    });
    expect(code).toBe(130);
    expect(output).not.toContain("4. Mended");
    expect(left).toEqual([]);
  });

  for (const [args, sentence] of [
    [["--fault"], "--fault needs the id of a fault"],
    [["--fault", "--keep"], "--fault needs the id of a fault"],
    [["--wrong"], "unknown argument --wrong"],
  ] as const) {
    it(`says in one sentence what is wrong with ${args.join(" ")}`, async () => {
      const result = await new Promise<{ code: number | null; stderr: string }>((resolve) => {
        const child = spawn(process.execPath, [join(repository, "scripts", "start.mjs"), ...args], { stdio: ["ignore", "ignore", "pipe"] });
        let stderr = "";
        child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
        child.on("close", (code) => resolve({ code, stderr }));
      });
      expect(result.code).toBe(2);
      expect(result.stderr).toContain(sentence);
      expect(result.stderr.trim().split("\n")).toHaveLength(1);
    });
  }
});

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pack } from "../../../scripts/pack.mjs";

interface Manifest {
  name: string;
  bin?: Record<string, string>;
  exports: Record<string, string | Record<string, string>>;
  dependencies?: Record<string, string>;
  devDependencies?: unknown;
}

describe("what is published", () => {
  let folder: string;
  const packages = new Map<string, { root: string; manifest: Manifest; files: string[] }>();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "packages-test-"));
    for (const archive of await pack(folder)) {
      const target = join(folder, basename(archive, ".tgz"));
      mkdirSync(target);
      expect(spawnSync("tar", ["-xzf", archive, "-C", target]).status).toBe(0);
      const root = join(target, "package");
      const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;
      packages.set(manifest.name, { root, manifest, files: readdirSync(root, { recursive: true }).map(String).filter((file) => statSync(join(root, file)).isFile()) });
    }
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("is three packages, each with its licence, its README and nothing of the workshop", () => {
    expect([...packages.keys()].sort()).toEqual(["@copilot-entra/auth", "@copilot-entra/sandbox", "entra-doctor"]);
    for (const { manifest, files } of packages.values()) {
      expect(files).toEqual(expect.arrayContaining(["LICENSE", "README.md", "package.json"]));
      expect(files.filter((file) => /\.(?:map|tsbuildinfo)$|\.test\.|(?<!\.d)\.ts$/.test(file)), manifest.name).toEqual([]);
      expect(manifest.devDependencies).toBeUndefined();
    }
  });

  it("holds every file that its exports and commands name", () => {
    for (const { root, manifest } of packages.values()) {
      const targets = [...Object.values(manifest.exports).flatMap((one) => (typeof one === "string" ? [one] : Object.values(one))), ...Object.values(manifest.bin ?? {})];
      expect(targets.filter((target) => !target.includes("*") && !existsSync(join(root, target))), manifest.name).toEqual([]);
    }
  });

  it("has a doctor without dependencies, at most 0.8 MB, that starts where it was unpacked", () => {
    const doctor = packages.get("entra-doctor");
    const { root = "", manifest, files = [] } = doctor ?? {};
    expect(manifest?.dependencies).toBeUndefined();
    expect(files.reduce((sum, file) => sum + statSync(join(root, file)).size, 0)).toBeLessThanOrEqual(800_000);
    const run = spawnSync(process.execPath, [join(root, manifest?.bin?.["entra-doctor"] ?? ""), "--version"], { encoding: "utf8", cwd: folder });
    expect({ code: run.status, stderr: run.stderr }).toEqual({ code: 0, stderr: "" });
    expect(run.stdout.trim()).toMatch(/^\d+\.\d+\.\d+/);
  });
});

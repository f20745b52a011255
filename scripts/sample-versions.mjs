// On demand: runs the Python samples of the Copilot SDK against every clause with another version of the SDK than they pin.
// node scripts/sample-versions.mjs 1.0.25
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findPython } from "../samples/python/tools/environment.mjs";
import { cacheFolder } from "./cache-folder.mjs";

const samples = fileURLToPath(new URL("../samples/python/", import.meta.url));
const [version, ...rest] = process.argv.slice(2);
const python = findPython();

if (version === undefined || !/^\d+\.\d+\.\d+[\w.]*$/.test(version) || rest.length > 0) fail("Write node scripts/sample-versions.mjs VERSION, for instance node scripts/sample-versions.mjs 1.0.25.");
else if (python === undefined) fail("Python 3.11 or newer is not on PATH: install it first.");
else process.exitCode = tryVersion(version, python.command);

/** Every other package keeps its pinned number; without hashes, since the SDK's own would not fit. */
function tryVersion(version, command) {
  const place = join(cacheFolder(), `python-sdk-${version}`);
  const interpreter = process.platform === "win32" ? join(place, "Scripts", "python.exe") : join(place, "bin", "python");
  const pinned = readFileSync(join(samples, "basic", "requirements.txt"), "utf8")
    .split("\n")
    .filter((line) => /^[a-z]/i.test(line))
    .map((line) => line.replace(/\s*\\$/, "").replace(/^github-copilot-sdk==.*/, `github-copilot-sdk==${version}`));
  rmSync(place, { recursive: true, force: true });
  mkdirSync(dirname(place), { recursive: true });
  const list = `${place}.txt`;
  writeFileSync(list, pinned.join("\n"));
  const steps = [
    [command, ["-m", "venv", place]],
    [interpreter, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", list]],
  ];
  for (const [file, args] of steps) if (spawnSync(file, args, { stdio: "inherit" }).status !== 0) return 1;
  const vitest = join(samples, "..", "..", "node_modules", "vitest", "vitest.mjs");
  const run = spawnSync(process.execPath, [vitest, "run", "-t", "(basic|token-refresh|token-provider) [A-Z]"], {
    cwd: samples,
    stdio: "inherit",
    env: { ...process.env, COPILOT_ENTRA_PYTHON: interpreter },
  });
  return run.status ?? 1;
}

function fail(sentence) {
  console.error(sentence);
  process.exitCode = 2;
}

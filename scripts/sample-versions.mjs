// On demand: runs the samples of the Copilot SDK against every clause with another version of the SDK than they pin.
// node scripts/sample-versions.mjs python 1.0.25
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { cacheFolder } from "./cache-folder.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const languages = ["typescript", "python", "go", "rust"];
const samples = ["basic", "token-refresh", "token-provider"];
const usage = `Write node scripts/sample-versions.mjs LANGUAGE VERSION [--runtime FILE], for instance node scripts/sample-versions.mjs python 1.0.25. The languages are ${languages.join(", ")}.`;

const [language, version, flag, file, ...rest] = process.argv.slice(2);
if (!languages.includes(language) || !/^\d+\.\d+\.\d+[\w.-]*$/.test(version ?? "") || (flag ?? "--runtime") !== "--runtime" || rest.length > 0) refuse(usage);
else if (flag !== undefined && !existsSync(file ?? "")) refuse(`There is no file ${file ?? "after --runtime"}: name a copilot-runtime.`);
else process.exitCode = await tryVersion(file && resolve(file));

async function tryVersion(runtime) {
  const folder = join(cacheFolder(), "sample-versions", `${language}-${version}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { build } = await import(`./sample-versions/${language}.mjs`);
  let built;
  try {
    built = build(version, folder, join(root, "samples", language), samples);
  } catch (error) {
    console.error(`${language} ${version} can't be tried: ${error.message}`);
    return 2;
  }
  return judge(folder, { COPILOT_ENTRA_PROGRAMS: built.programs, COPILOT_ENTRA_RUNTIME: runtime ?? built.runtime });
}

/** The language's own suite, on these programs, but without its table, which tells of the pinned version. */
function judge(folder, variables) {
  const report = join(folder, "report.json");
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const chosen = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined));
  spawnSync(process.execPath, [vitest, "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, "-t", `(${samples.join("|")}) [A-Z]\\d+:`], {
    cwd: join(root, "samples", language),
    stdio: "inherit",
    env: { ...process.env, ...chosen },
  });
  if (!existsSync(report)) return 1;
  const tests = JSON.parse(readFileSync(report, "utf8")).testResults.flatMap((file) => file.assertionResults);
  const count = (sample, state) => tests.filter((test) => test.title.startsWith(`${sample} `) && test.status === state);
  for (const sample of samples) {
    const [held, broken] = [count(sample, "passed"), count(sample, "failed")];
    console.log(`${language} ${version}, ${sample}: ${held.length} of ${held.length + broken.length} clauses hold${broken.length > 0 ? `; not ${broken.map((test) => test.title.split(/[ :]/)[1]).join(", ")}` : ""}`);
  }
  return tests.some((test) => test.status === "failed") ? 1 : 0;
}

function refuse(sentence) {
  console.error(sentence);
  process.exitCode = 2;
}

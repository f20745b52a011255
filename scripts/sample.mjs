// `npm run sample -- python/token-refresh --to ../mine`: copies one sample with what it needs and nothing else.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const samples = join(root, "samples");
const built = /^(?:node_modules|dist|target|bin|obj|\.venv|__pycache__|\.mypy_cache|\.ruff_cache|\.turbo|test-results|\.env)$/;
const windows = process.platform === "win32";
const python = windows ? ".venv\\Scripts\\python" : ".venv/bin/python";

/** The Copilot SDKs of these languages bring no runtime. */
const runtime = (folder) => {
  if (!readFileSync(join(folder, ".env.example"), "utf8").includes("COPILOT_CLI_PATH")) return [];
  return [`${windows ? "set" : "export"} COPILOT_CLI_PATH=/path/to/copilot-runtime`];
};

/** What a copy needs from beside the sample, and how it is run there. */
const languages = {
  typescript: { also: [], commands: () => ["npm install", "npm run build", "npm start"] },
  python: {
    also: [],
    commands: (sample) => ["python -m venv .venv", `${python} -m pip install --require-hashes -r requirements.txt`, `${python} ${sample.replaceAll("-", "_")}.py`],
  },
  go: { also: [], commands: (_, folder) => [...runtime(folder), "go build -o sample .", windows ? "sample.exe" : "./sample"] },
  java: { also: [], commands: (sample, folder) => [...runtime(folder), "mvn -q package", `java -jar target/${sample}.jar`] },
  rust: { also: ["Cargo.lock"], commands: (_, folder) => [...runtime(folder), "cargo build", "cargo run -q"] },
};

const [name, flag, target, ...rest] = process.argv.slice(2);
const known = Object.keys(languages).flatMap((language) => namesIn(language).map((sample) => `${language}/${sample}`));

if (name === "--list") console.log(known.join("\n"));
else if (name === undefined || flag !== "--to" || target === undefined || rest.length > 0) {
  fail("Write npm run sample -- LANGUAGE/SAMPLE --to FOLDER, for instance npm run sample -- python/token-refresh --to ../mine. npm run sample -- --list names the samples.");
} else if (!known.includes(name)) fail(`There is no sample ${name}. There are ${known.join(", ")}.`);
else copy(name, resolve(process.env.INIT_CWD ?? process.cwd(), target));

function namesIn(language) {
  const folder = join(samples, language);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, ".env.example")))
    .map((entry) => entry.name);
}

function copy(path, folder) {
  const [language, sample] = path.split("/");
  if (existsSync(folder) && readdirSync(folder).length > 0) return fail(`${folder} is there already and not empty. Name another folder, or empty this one.`);
  const { also, commands } = languages[language];
  try {
    cpSync(join(samples, language, sample), folder, { recursive: true, filter: (file) => !built.test(basename(file)) });
    for (const file of also) if (!existsSync(join(folder, file))) cpSync(join(samples, language, file), join(folder, file));
    if (language === "typescript") bringOwnPackages(folder);
  } catch (error) {
    return fail(`The copy failed: ${error.message}`);
  }
  const place = relative(process.env.INIT_CWD ?? process.cwd(), folder) || ".";
  console.log(`Copied ${path}. Set the variables that its README names, then run in ${place}:\n`);
  for (const command of commands(sample, folder)) console.log(`  ${command}`);
}

/** Packages of this repository that are not on a registry travel with the copy, packed. */
function bringOwnPackages(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const own = Object.keys(manifest.dependencies).filter((dependency) => dependency.startsWith("@copilot-entra/"));
  if (own.length === 0) return;
  mkdirSync(join(folder, "vendor"));
  for (const dependency of own) {
    const source = join(root, "packages", dependency.split("/")[1]);
    if (!existsSync(join(source, "dist"))) throw new Error(`${dependency} is not built yet. Run npm run build first.`);
    const pack = spawnSync("npm", ["pack", "--silent", "--pack-destination", join(folder, "vendor")], { cwd: source, encoding: "utf8", shell: windows });
    if (pack.status !== 0) throw new Error(`npm pack of ${dependency} ended with ${pack.status}: ${pack.stderr}`);
    manifest.dependencies[dependency] = `file:vendor/${pack.stdout.trim().split("\n").at(-1)}`;
  }
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

function fail(sentence) {
  console.error(sentence);
  process.exitCode = 2;
}

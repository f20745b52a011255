import { execFile } from "node:child_process";
import { copyFileSync, cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "../../../scripts/cache-folder.mjs";
import { lane } from "./lanes.ts";
import type { Language, LanguageId, Program, SampleName } from "./languages/index.ts";
import { places } from "./languages/places.ts";

/** A copy of a sample, broken by a patch or, to compare with, as it is. */
export interface Copy {
  id: string;
  language: LanguageId;
  sample: SampleName;
  /** Absolute path of the patch. */
  patch?: string;
}

/** A mutant as its patch tells: what is broken, in which sample, and which clause must see it (in which scenario, when not its first). */
export interface Mutant extends Copy {
  title: string;
  clause: string;
  scenario: string | undefined;
}

/** The patches of a folder. */
export function mutantsIn(folder: string): Mutant[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".patch"))
    .map((name) => {
      const patch = join(folder, name);
      const text = readFileSync(patch, "utf8");
      const [, clause = "", scenario] = /^clause: (\S+)(?: (\S+))?$/m.exec(text) ?? [];
      const [, language = "", sample = ""] = /^\+\+\+ b\/samples\/([^/]+)\/([^/]+)\//m.exec(text) ?? [];
      return { id: name.replace(".patch", ""), title: text.split("\n", 1)[0] ?? "", clause, scenario, language: language as LanguageId, sample: sample as SampleName, patch };
    });
}

const execute = promisify(execFile);
/** Two at once: compilers take what cores there are. */
const compiling = lane(2);
const suffix = places.platform === "win32" ? ".exe" : "";

/**
 * Makes copies and builds them as their languages do. EDGE: writes files, starts compilers.
 *
 * @param home an empty folder, from which node_modules is found
 * @param copies all that will be asked for: Rust's are built at once, in one workspace
 * @returns how a copy is started
 */
export function copyShop(home: string, copies: readonly Copy[]): (language: Language, copy: Copy) => Promise<Program> {
  let rust: Promise<string> | undefined;
  return async (language, copy) => {
    const program = language.program(copy.sample, places);
    if (language.id === "rust") {
      rust ??= compiling(() => buildRust(join(home, "rust"), copies.filter((one) => one.language === "rust")));
      return { ...program, file: join(await rust, `${copy.id}${suffix}`) };
    }
    const cwd = await place(home, copy);
    if (language.id === "typescript") await compiling(() => execute(process.execPath, [join(places.root, "node_modules", "typescript", "bin", "tsc")], { cwd }));
    if (language.id === "java") await compiling(() => execute("mvn", ["-q", "-B", "package"], { cwd, shell: places.platform === "win32" }));
    if (language.id !== "go") return { ...program, cwd };
    const file = join(cwd, `sample${suffix}`);
    await compiling(() => execute("go", ["build", "-trimpath", "-ldflags=-s -w", "-o", file, "."], { cwd }));
    return { ...program, file, cwd };
  };
}

/** Sources of a sample in a folder of their own, with the patch applied if there is one. */
async function place(home: string, { id, language, sample, patch }: Copy): Promise<string> {
  const root = join(home, id);
  const folder = join(root, "samples", language, sample);
  cpSync(join(places.root, "samples", language, sample), folder, { recursive: true, filter: (path) => !/[\\/](?:dist|node_modules|target)$/.test(path) });
  if (patch !== undefined) await execute("git", ["apply", "-p1", patch], { cwd: root, env: { ...process.env, GIT_CEILING_DIRECTORIES: home } });
  return folder;
}

/** One workspace with the same choice of its dependencies' features as samples/rust has, so that what is compiled there serves here. */
async function buildRust(home: string, copies: readonly Copy[]): Promise<string> {
  const members: string[] = [];
  const others = (["openai-client", "list-models"] as const).map((sample) => ({ id: sample, language: "rust", sample }) as const);
  for (const copy of [...copies, ...others]) {
    const folder = await place(home, copy);
    const manifest = join(folder, "Cargo.toml");
    writeFileSync(manifest, readFileSync(manifest, "utf8").replace(/^name = .*$/m, `name = "${copy.id}"`));
    members.push(`${copy.id}/samples/rust/${copy.sample}`);
  }
  const samples = join(places.root, "samples", "rust");
  writeFileSync(join(home, "Cargo.toml"), readFileSync(join(samples, "Cargo.toml"), "utf8").replace(/^members = .*$/m, `members = ${JSON.stringify(members)}`));
  copyFileSync(join(samples, "Cargo.lock"), join(home, "Cargo.lock"));
  cpSync(join(samples, ".cargo"), join(home, ".cargo"), { recursive: true });
  const target = join(home, "target");
  await execute("cargo", ["build", "--workspace", "--offline", "--quiet"], { cwd: home, env: { ...process.env, CARGO_BUILD_BUILD_DIR: join(cacheFolder(), "rust-target"), CARGO_TARGET_DIR: target } });
  return join(target, "debug");
}

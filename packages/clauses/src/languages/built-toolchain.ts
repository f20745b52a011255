import { join } from "node:path";
import type { Language, Places, Toolchain } from "./language.ts";

/** What the build script of samples/<language> found and wrote into dist/<language>.json. */
export function builtToolchain(read: Places["read"], language: string, title: string): Promise<Toolchain> {
  const text = read(`samples/${language}/dist/${language}.json`) ?? `{"skipped":"samples/${language} is not built: npm run build compiles it"}`;
  const { version, skipped } = JSON.parse(text) as { version?: string; skipped?: string };
  return Promise.resolve(skipped === undefined ? { present: true, version: version ?? title } : { present: false, install: skipped });
}

/** The program that the build of samples/<language> made of a sample, or the one that scripts/sample-versions.mjs made. */
export function builtProgram(language: string): Language["program"] {
  return (sample, { root, platform, environment }) => ({
    file: join(environment["COPILOT_ENTRA_PROGRAMS"] ?? join(root, "samples", language, "dist", "bin"), platform === "win32" ? `${sample}.exe` : sample),
    args: [],
    cwd: join(root, "samples", language, sample),
  });
}

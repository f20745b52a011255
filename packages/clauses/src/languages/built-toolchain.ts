import type { Places, Toolchain } from "./language.ts";

/** What the build script of samples/<language> found and wrote into dist/<language>.json. */
export function builtToolchain(read: Places["read"], language: string, title: string): Promise<Toolchain> {
  const text = read(`samples/${language}/dist/${language}.json`) ?? `{"skipped":"samples/${language} is not built: npm run build compiles it"}`;
  const { version, skipped } = JSON.parse(text) as { version?: string; skipped?: string };
  return Promise.resolve(skipped === undefined ? { present: true, version: version ?? title } : { present: false, install: skipped });
}

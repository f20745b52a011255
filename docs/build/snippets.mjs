// Writes what other documentation sites consume: one file per snippet and a manifest that says where it comes from and what proved it.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { languages, read, regionsOf, repository, sampleNames, sourceOf } from "./samples.mjs";
import { packagesOf } from "./manifest-packages.mjs";

const docs = dirname(dirname(fileURLToPath(import.meta.url)));

/** Fills `dist/snippets`: `manifest.json`, its JSON schema and a file per snippet. */
export function writeSnippets() {
  const folder = join(docs, ".vitepress", "dist", "snippets");
  mkdirSync(folder, { recursive: true });
  const snippets = languages.flatMap(({ id: language, ending }) => {
    const testsOf = lastRun(language);
    return sampleNames().flatMap((sample) => {
      const source = sourceOf(language, sample);
      if (!source) return [];
      return [...regionsOf(read(source), source)].map(([region, { code, from, to }]) => {
        const id = `${sample}-${region}-${language}`;
        const text = `${code}\n`;
        writeFileSync(join(folder, `${id}${ending}`), text);
        return {
          id,
          sample,
          language,
          region,
          file: `${id}${ending}`,
          source,
          lines: { from, to },
          sha256: createHash("sha256").update(text).digest("hex"),
          packages: packagesOf(language, dirname(source)),
          tests: testsOf(sample),
        };
      });
    });
  });
  const manifest = { schemaVersion: 1, snippets };
  writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(join(folder, "manifest.schema.json"), readFileSync(join(docs, "build", "manifest.schema.json")));
}

/** What `yes`, `no` and the reason of an exception in a language's table of clauses mean here. */
const states = { yes: "passed", no: "failed" };

/** The clauses that ran on a sample, as its language's tests last found them, and when those tests last ended here. */
function lastRun(language) {
  const folder = join(repository, "samples", language);
  const table = join(folder, "parity.json");
  const results = join(folder, "test-results", "vitest.json");
  const clauses = existsSync(table) ? JSON.parse(readFileSync(table, "utf8")) : {};
  const at = existsSync(results) ? { at: statSync(results).mtime.toISOString() } : {};
  return (sample) => Object.entries(clauses[sample] ?? {}).map(([clause, state]) => ({ clause, state: states[state] ?? "skipped", ...(states[state] ? at : { reason: state }) }));
}

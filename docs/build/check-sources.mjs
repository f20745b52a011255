// Checks the pages before they are rendered: no hand-typed code of the samples' languages, every shown region exists everywhere.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { languages, read, regionsOf, sampleNames, sourceOf } from "./samples.mjs";

const docs = dirname(dirname(fileURLToPath(import.meta.url)));

/** Fences that may hold these languages by hand, each with its reason. The list may only shrink. */
export const handTyped = [];

const codeFence = /^\s*(?:```|~~~)\s*(ts|typescript|js|javascript|mjs|tsx|py|python|go|golang|java|rust|rs|csharp|cs)\b/;

/** @returns {string[]} one sentence for each problem */
export function checkSources() {
  return [...pageProblems(), ...regionProblems()];
}

function pageProblems() {
  return markdownBelow(docs).flatMap((path) => {
    const name = relative(docs, path).split(sep).join("/");
    return readFileSync(path, "utf8").split("\n").flatMap((line, index) => {
      const fence = codeFence.exec(line);
      if (!fence || handTyped.some((one) => one.page === name && one.line === line.trim())) return [];
      return [`docs/${name}:${index + 1} has a hand-typed ${fence[1]} block; show a region of a sample instead (@sample NAME#REGION)`];
    });
  });
}

function regionProblems() {
  return sampleNames().flatMap((sample) => {
    const found = languages.flatMap(({ id }) => {
      const path = sourceOf(id, sample);
      return path ? [{ path, names: [...regionsOf(read(path), path).keys()].sort((a, b) => a.localeCompare(b)).join(", ") }] : [];
    });
    const first = found[0];
    return found.filter((one) => one.names !== first.names).map((one) => `${one.path} has the regions ${one.names || "(none)"}, but ${first.path} has ${first.names}`);
  });
}

function markdownBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return ["node_modules", "dist", "cache", "generated", "test"].includes(entry.name) ? [] : markdownBelow(join(folder, entry.name));
    return entry.name.endsWith(".md") ? [join(folder, entry.name)] : [];
  });
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const problems = checkSources();
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}

// Where each sample's source is, in each language, and what its regions hold.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Languages in the order of the tabs, with the ending of a sample's one source file. */
export const languages = [
  { id: "typescript", label: "TypeScript", fence: "ts", ending: ".ts" },
  { id: "python", label: "Python", fence: "python", ending: ".py" },
  { id: "go", label: "Go", fence: "go", ending: ".go" },
  { id: "java", label: "Java", fence: "java", ending: ".java" },
  { id: "rust", label: "Rust", fence: "rust", ending: ".rs" },
];

const leftOut = new Set(["node_modules", "dist", "target", "bin", "test-results", ".turbo", ".venv"]);

/**
 * The source file of a sample in a language, or undefined where the language has no such sample.
 * @returns {string | undefined} path from the repository's root, with forward slashes
 */
export function sourceOf(language, sample) {
  const { id, ending } = languages.find((one) => one.id === language) ?? {};
  const folder = join(repository, "samples", id ?? language, sample);
  if (!id || !existsSync(folder)) return undefined;
  const sources = filesBelow(folder).filter((path) => path.endsWith(ending) && !path.endsWith(".d.ts"));
  if (sources.length > 1) throw new Error(`${relative(repository, folder)} has ${sources.length} source files (${sources.join(", ")}): a sample has one`);
  return sources[0] && relative(repository, sources[0]).split(sep).join("/");
}

/** The names of all samples, in the order in which the site shows them. */
export function sampleNames() {
  const order = ["basic", "token-refresh", "token-provider", "with-auth", "openai-client", "classic", "list-models", "credentials"];
  const found = new Set(languages.flatMap(({ id }) => foldersOf(join(repository, "samples", id))));
  return [...order.filter((name) => found.has(name)), ...[...found].filter((name) => !order.includes(name)).sort((a, b) => a.localeCompare(b))].filter((name) => languages.some(({ id }) => sourceOf(id, name)));
}

/**
 * The regions of a source text. A region that is empty, not closed by its name or named twice is an error:
 * the site would silently show something else.
 * @returns {Map<string, { code: string, from: number, to: number }>} lines are counted from 1 and leave the markers out
 */
export function regionsOf(text, path) {
  const regions = new Map();
  const open = new Map();
  const lines = text.split("\n");
  lines.forEach((line, index) => {
    const marker = markerOf(line);
    if (!marker) return;
    const { end, name } = marker;
    if (!name) throw new Error(`${path}:${index + 1} has a region marker without a name`);
    if (!end) {
      if (open.has(name) || regions.has(name)) throw new Error(`${path}:${index + 1} opens the region "${name}" twice`);
      open.set(name, index);
      return;
    }
    if (!open.has(name)) throw new Error(`${path}:${index + 1} closes the region "${name}", which is not open`);
    const start = open.get(name) + 1;
    open.delete(name);
    const code = unindent(lines.slice(start, index).filter((inner) => !markerOf(inner)));
    if (!code.trim()) throw new Error(`${path}:${index + 1} closes the region "${name}", which is empty`);
    regions.set(name, { code, from: start + 1, to: index });
  });
  for (const name of open.keys()) throw new Error(`${path} never closes the region "${name}"`);
  return regions;
}

/** A whole source without its markers: between two regions stands one blank line. */
export function withoutMarkers(text) {
  return text
    .split("\n")
    .map((line) => (markerOf(line) ? (/^\s/.test(line) ? undefined : "") : line))
    .filter((line) => line !== undefined)
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** The text of a source file from the repository's root. */
export function read(path) {
  return readFileSync(join(repository, path), "utf8");
}

function markerOf(line) {
  const match = /^\s*(?:\/\/|#)\s*#?(end)?region\b\s*([\w-]*)\s*$/.exec(line);
  return match ? { end: Boolean(match[1]), name: match[2] } : undefined;
}

function unindent(lines) {
  const margin = Math.min(...lines.filter((line) => line.trim()).map((line) => /^\s*/.exec(line)[0].length));
  return lines.map((line) => line.slice(Number.isFinite(margin) ? margin : 0)).join("\n").replace(/^\n+|\n+$/g, "");
}

function foldersOf(folder) {
  return existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !leftOut.has(entry.name)).map((entry) => entry.name) : [];
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return leftOut.has(entry.name) ? [] : filesBelow(join(folder, entry.name));
    return [join(folder, entry.name)];
  });
}

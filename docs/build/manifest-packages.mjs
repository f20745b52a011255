// The packages that a sample names in its manifest, with their exact versions.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repository } from "./samples.mjs";

const readers = {
  typescript: ["package.json", (text) => Object.entries(JSON.parse(text).dependencies ?? {})],
  python: ["requirements.in", (text) => [...text.matchAll(/^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;\\]+)/gm)].map((match) => [match[1], match[2]])],
  go: ["go.mod", (text) => [...text.matchAll(/^\s*(?:require\s+)?([\w./-]+\.[\w./-]+)\s+(v[^\s]+)\s*$/gm)].map((match) => [match[1], match[2]])],
  java: ["pom.xml", (text) => [...text.matchAll(/<dependency>\s*<groupId>([^<]+)<\/groupId>\s*<artifactId>([^<]+)<\/artifactId>\s*<version>([^<]+)<\/version>/g)].map((match) => [`${match[1]}:${match[2]}`, match[3]])],
  rust: ["Cargo.toml", (text) => [...text.matchAll(/^([\w-]+)\s*=\s*(?:"=?([\d.]+[^"]*)"|\{[^}]*version\s*=\s*"=?([\d.]+[^"]*)")/gm)].filter((match) => match[1] !== "version").map((match) => [match[1], match[2] ?? match[3]])],
};

/**
 * @param {string} language
 * @param {string} folder of the source file, from the repository's root; the manifest stands there or above it
 * @returns {{ name: string, version: string }[]}
 */
export function packagesOf(language, folder) {
  const [file, parse] = readers[language];
  const path = manifestAbove(folder, file) ?? (language === "python" ? manifestAbove(folder, "requirements.txt") : undefined);
  if (!path) return [];
  return parse(readFileSync(path, "utf8")).map(([name, version]) => ({ name, version }));
}

function manifestAbove(folder, file) {
  for (let current = folder; current.startsWith("samples/"); current = dirname(current)) {
    const full = join(repository, current);
    if (existsSync(full) && readdirSync(full).includes(file)) return join(full, file);
  }
  return undefined;
}

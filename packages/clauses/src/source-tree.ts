import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder. */
export const repository = fileURLToPath(new URL("../../../", import.meta.url));

/** One source file of the repository. */
export interface SourceFile {
  /** Path from the root, with forward slashes on every system. */
  path: string;
  text: string;
}

const leftOut = new Set(["node_modules", "dist", "test-results", "target", ".git", ".turbo", "generated", "bin"]);

/**
 * Every file below a folder whose name ends in one of the endings, what builds made left out.
 *
 * @param folder from the root, for instance "packages/auth/src"
 */
export function sourceFiles(folder: string, endings: readonly string[]): SourceFile[] {
  return readdirSync(join(repository, folder), { withFileTypes: true }).flatMap((entry): SourceFile[] => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return leftOut.has(entry.name) ? [] : sourceFiles(path, endings);
    if (!endings.some((ending) => entry.name.endsWith(ending))) return [];
    const full = join(repository, path);
    return [{ path: relative(repository, full).split(sep).join("/"), text: readFileSync(full, "utf8") }];
  });
}

/** The module names that a TypeScript or JavaScript file imports, statically or dynamically. */
export function importsOf(file: SourceFile): string[] {
  const pattern = /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s*["']([^"']+)["']|(?:^|\n)\s*import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g;
  return [...file.text.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
}

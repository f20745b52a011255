// The reference of @copilot-entra/auth from its doc comments, as the compiler wrote them into the declarations.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./samples.mjs";

const dist = join(repository, "packages", "auth", "dist");

/** @returns {string} Markdown, one section per module in the order of the export list */
export function authApi() {
  return exportsOfIndex()
    .map(({ module, names }) => {
      const text = readFileSync(join(dist, module.replace(/\.[jt]s$/, ".d.ts")), "utf8");
      const entries = names.map((name) => entry(name, text)).filter(Boolean);
      return entries.length > 0 ? `## ${module.replace(/^\.\/|\.[jt]s$/g, "")}\n\n${entries.join("\n")}` : "";
    })
    .filter(Boolean)
    .join("\n");
}

function exportsOfIndex() {
  const index = readFileSync(join(dist, "index.d.ts"), "utf8");
  const modules = new Map();
  for (const [, list, module] of index.matchAll(/export (?:type )?\{([^}]*)\} from ["']([^"']+)["']/g)) {
    const names = list.split(",").map((name) => name.trim().replace(/^type /, "").replace(/^.* as /, "")).filter(Boolean);
    modules.set(module, [...(modules.get(module) ?? []), ...names]);
  }
  return [...modules].map(([module, names]) => ({ module, names }));
}

function entry(name, text) {
  const declaration = new RegExp(String.raw`(/\*\*(?:(?!\*/)[\s\S])*\*/\s*)?export (?:declare )?(?:abstract )?(function|class|interface|type|const|let) ${name}\b`, "g");
  const match = declaration.exec(text);
  if (!match) return "";
  const [, comment = "", kind] = match;
  const start = match.index + comment.length;
  return [`### ${name}`, "", prose(comment), "", "```ts", signature(text.slice(start), kind), "```", ""].join("\n");
}

/** The declaration up to its end: a balanced block for classes and interfaces, the first semicolon outside brackets otherwise. */
function signature(text, kind) {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if ("{([".includes(character)) depth += 1;
    else if ("})]".includes(character)) {
      depth -= 1;
      if (depth === 0 && character === "}" && (kind === "class" || kind === "interface")) return tidy(text.slice(0, index + 1));
    } else if (character === ";" && depth === 0) return tidy(text.slice(0, index + 1));
  }
  return tidy(text);
}

function tidy(declaration) {
  const table = /^(?:export )?(?:declare )?const (\w+): \{\n/.exec(declaration);
  // A table's own values say less here than its name and comment, and fill pages.
  if (table && declaration.split("\n").length > 12) return `const ${table[1]}: { … }`;
  return declaration.replace(/^export (?:declare )?/, "").replace(/^\s*(?:private |#).*\n/gm, "").trim();
}

function prose(comment) {
  const lines = comment.replace(/^\/\*\*|\*\/\s*$/g, "").split("\n").map((line) => line.replace(/^\s*\* ?/, "").trimEnd());
  return lines
    .join("\n")
    .trim()
    .replace(/\{@link ([^}|]+)(?:\|([^}]*))?\}/g, (_all, target, label) => `\`${(label ?? target).trim()}\``)
    .replace(/^@param (?:\{[^}]*\} )?(\S+)\s+(?:- )?/gm, "- **$1**: ")
    .replace(/^@returns\s+/gm, "- **Returns** ")
    .replace(/^@throws\s+(?:\{[^}]*\}\s*)?/gm, "- **Throws** ")
    .replace(/^@see\s+/gm, "- **Source:** ")
    .replace(/</g, "&lt;");
}

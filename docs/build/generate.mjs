// Writes `generated/`: everything on the site that other packages know better, taken from them at build time.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { causes } from "entra-doctor";
import { faults } from "@copilot-entra/sandbox";
import { authApi } from "./auth-api.mjs";
import { causePages, fixSteps } from "./cause-pages.mjs";
import { helpOf, stdoutOf } from "./command-help.mjs";
import { runs } from "./runs.mjs";
import { repository } from "./samples.mjs";

const docs = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(docs, "generated");

/**
 * Makes the folder anew. Includes and the pages of the causes come from it.
 * @param {{ reuse?: boolean }} options reuse: the outputs of the last runs are good enough, where there are some
 */
export async function generate({ reuse = false } = {}) {
  const kept = join(folder, "runs.json");
  const ran = reuse && existsSync(kept) ? JSON.parse(readFileSync(kept, "utf8")) : await runs();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  write("runs.json", `${JSON.stringify(ran, null, 1)}\n`);
  write("entra-doctor-help.md", helpOf("entra-doctor"));
  write("entra-sandbox-help.md", helpOf("entra-sandbox"));
  write("checks.md", checkTable());
  write("faults.md", faultTable());
  write("fidelity.md", demoted(join(repository, "packages", "sandbox", "fidelity.md")));
  write("spec.md", forSite(join(repository, "samples", "SPEC.md")));
  write("parity.md", demoted(join(repository, "samples", "parity.md")));
  write("auth-api.md", authApi());
  for (const [name, text] of Object.entries(ran.samples)) write(`run-${name}.md`, text);
  write("run-healthy.md", ran.healthy);
  for (const cause of Object.values(causes)) write(`fix-${cause.id}.md`, `${fixSteps(cause)}\n`);
  writeCausePages(await causePages(new Map(Object.entries(ran.failures))));
}

/** A page per cause beside the list of causes, which alone is kept in the repository. */
function writeCausePages(pages) {
  const causesFolder = join(docs, "causes");
  for (const name of readdirSync(causesFolder)) if (name.endsWith(".md") && name !== "index.md") rmSync(join(causesFolder, name));
  for (const { id, page } of pages) writeFileSync(join(causesFolder, `${id}.md`), page);
  write("causes.json", `${JSON.stringify(pages.map(({ page: _page, ...rest }) => rest), null, 1)}\n`);
}

function checkTable() {
  const rows = JSON.parse(stdoutOf("entra-doctor", ["checks", "--format", "json"])).map(({ id, title, group }) => `| \`${id}\` | ${title} | ${group} |`);
  return ["| Check | When it is well | Group |", "| --- | --- | --- |", ...rows, ""].join("\n");
}

function write(name, text) {
  writeFileSync(join(folder, name), text);
}

function faultTable() {
  const rows = faults.map((fault) => `| \`${fault.id}\` | ${fault.title} | ${fault.credential ? `\`${fault.credential}\`` : ""} |`);
  return ["| Fault | What it breaks | Credential it needs |", "| --- | --- | --- |", ...rows, ""].join("\n");
}

/** Files of the repository that are pages of the site, by the name that other files link to. */
const sitePages = { "SPEC.md": "/samples/spec", "parity.md": "/samples/#parity" };

/** The same with its headings one level lower, fit to stand under a heading of the page. */
function demoted(path) {
  return forSite(path).replace(/^(#{2,5}) /gm, "#$1 ");
}

/** A Markdown file without its title, its links fit for the site. */
function forSite(path) {
  if (!existsSync(path)) throw new Error(`${path} is missing: the site shows it`);
  return readFileSync(path, "utf8")
    .replace(/^# .*\n+/, "")
    .replace(/\[([^\]]+)\]\((?!https?:|#)([^)]+)\)/g, (_all, label, target) => (sitePages[target] ? `[${label}](${sitePages[target]})` : `\`${label.replaceAll("`", "")}\``));
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) await generate({ reuse: process.argv.includes("--reuse") });

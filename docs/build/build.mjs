// Builds the site: generates what comes from the other packages, renders, then checks what was rendered.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkSite } from "./check-site.mjs";
import { checkSources } from "./check-sources.mjs";
import { generate } from "./generate.mjs";
import { writeSnippets } from "./snippets.mjs";

const docs = dirname(dirname(fileURLToPath(import.meta.url)));

failOn(checkSources());
await generate();
const vitepress = join(dirname(createRequire(import.meta.url).resolve("vitepress/package.json")), "bin", "vitepress.js");
const { status } = spawnSync(process.execPath, [vitepress, "build", docs], { stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);
writeSnippets();
failOn(checkSite());

function failOn(problems) {
  if (problems.length === 0) return;
  for (const problem of problems) console.error(problem);
  process.exit(1);
}

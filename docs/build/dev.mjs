// `npm run docs`: the site on this machine, made anew when a page changes.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generate } from "./generate.mjs";

const docs = dirname(dirname(fileURLToPath(import.meta.url)));
console.log("Writing the pages that are made from the programs; the first time this runs them all and takes a minute.");
await generate({ reuse: true });
const vitepress = join(dirname(createRequire(import.meta.url).resolve("vitepress/package.json")), "bin", "vitepress.js");
// VitePress prints the URL and answers to q and Ctrl-C itself.
const child = spawn(process.execPath, [vitepress, "dev", docs, "--open", ...process.argv.slice(2)], { stdio: "inherit" });
child.on("exit", (code, signal) => {
  process.exitCode = signal ? 130 : (code ?? 1);
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));

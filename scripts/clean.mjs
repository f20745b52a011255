// `npm run clean`: removes what builds made. `npm run clean -- --caches` also empties the caches outside the checkout.
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "./cache-folder.mjs";
import { root } from "./setup.mjs";

const built = new Set(["dist", "test-results", ".turbo", "coverage", "target"]);
const unknown = process.argv.slice(2).filter((argument) => argument !== "--caches");
if (unknown.length > 0) {
  console.error(`Unknown argument ${unknown[0]}: npm run clean takes only --caches.`);
  process.exitCode = 2;
} else {
  sweep(root);
  if (process.argv.includes("--caches")) remove(cacheFolder());
}

function sweep(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name === "node_modules" || entry.name === ".git") continue;
    const path = join(folder, entry.name);
    if (built.has(entry.name)) remove(path);
    else sweep(path);
  }
}

function remove(path) {
  rmSync(path, { recursive: true, force: true });
  console.log(`removed ${path}`);
}

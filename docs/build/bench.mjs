// `npm run bench`: what a first visit weighs, compressed, and what the build takes in comparison with rendering nothing.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const docs = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(docs, ".vitepress", "dist");
const goal = 250 * 1024;

if (!existsSync(dist)) throw new Error("The site is not built: npm run build -w docs");

for (const page of ["index.html", "samples/basic.html", "samples/token-refresh.html", "causes/secret-wrong.html"]) {
  const size = weight(page);
  console.log(`${page.padEnd(28)} ${(size / 1024).toFixed(0).padStart(4)} KB compressed, ${Math.round((size / goal) * 100)} % of the goal`);
  if (size > goal) process.exitCode = 1;
}

const node = seconds(["-e", "0"]);
const doctor = seconds([join(docs, "..", "packages", "doctor", "dist", "bundle", "cli.cjs"), "causes"]);
const build = seconds([join(docs, "build", "build.mjs")]);
console.log(`build: ${build.toFixed(0)} s, ${Math.round(build / doctor)} times one start of the doctor (${(doctor / node).toFixed(1)} × node -e 0)`);

/** A page with everything that it names: scripts, styles and pictures; the search index comes only when one searches. */
function weight(page) {
  const html = readFileSync(join(dist, page), "utf8");
  const named = [...html.matchAll(/(?:href|src)="(\/[^"]+\.(?:js|css|svg|woff2))"/g)].map(([, path]) => path);
  return [...new Set(named)].filter((path) => existsSync(join(dist, path))).reduce((sum, path) => sum + gzipSync(readFileSync(join(dist, path))).length, gzipSync(html).length);
}

function seconds(args) {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: "ignore", cwd: docs });
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}`);
  return (performance.now() - started) / 1000;
}

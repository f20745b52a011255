// Packs what is published: node scripts/pack.mjs FOLDER. Each package goes out with a manifest of what its users need, and the licence.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { npm, root } from "./setup.mjs";

const published = ["auth", "doctor", "sandbox"];

/**
 * @param {string} folder where the archives go
 * @returns {Promise<string[]>} their paths
 */
export async function pack(folder) {
  mkdirSync(folder, { recursive: true });
  const archives = [];
  for (const name of published) {
    const stage = mkdtempSync(join(tmpdir(), "copilot-entra-pack-"));
    try {
      const source = join(root, "packages", name);
      const manifest = publishedManifest(JSON.parse(readFileSync(join(source, "package.json"), "utf8")));
      for (const file of ["dist", "schemas", "README.md", "fidelity.md"].filter((one) => existsSync(join(source, one)))) cpSync(join(source, file), join(stage, file), { recursive: true });
      writeFileSync(join(stage, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
      cpSync(join(root, "LICENSE"), join(stage, "LICENSE"));
      const { code, output } = await npm(["pack", "--silent", "--pack-destination", resolve(folder)], stage);
      if (code !== 0) throw new Error(`npm pack failed for ${name}: ${output.trim()}`);
      archives.push(join(resolve(folder), output.trim().split("\n").pop()));
    } finally {
      rmSync(stage, { recursive: true, force: true });
    }
  }
  return archives;
}

/** The doctor is published as one bundle: what the workspace imports from it stays in the workspace. */
function publishedManifest({ scripts: _scripts, devDependencies: _devDependencies, ...manifest }) {
  return manifest.bin?.["entra-doctor"] ? { ...manifest, exports: { "./package.json": "./package.json", "./schemas/*": "./schemas/*" } } : manifest;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [folder] = process.argv.slice(2);
  if (!folder) {
    console.error("node scripts/pack.mjs needs a folder for the archives, for instance node scripts/pack.mjs artifacts");
    process.exitCode = 2;
  } else for (const archive of await pack(folder)) console.log(archive);
}

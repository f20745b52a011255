import { defineConfig } from "rolldown";

// CommonJS with chunks starts faster than ESM on Node 20, and a command loads only what it needs. Names without a hash, in a folder that is emptied first: a build leaves nothing of the last one behind.
export default defineConfig({
  input: { cli: "dist/cli.js" },
  platform: "node",
  output: { dir: "dist/bundle", format: "cjs", minify: true, cleanDir: true, entryFileNames: "[name].cjs", chunkFileNames: "[name].cjs" },
});

import { defineConfig } from "rolldown";

// CommonJS with chunks starts faster than ESM on Node 20, and a command loads only what it needs.
export default defineConfig({
  input: { cli: "dist/cli.js" },
  platform: "node",
  output: { dir: "dist/bundle", cleanDir: true, format: "cjs", minify: true, entryFileNames: "[name].cjs", chunkFileNames: "[name]-[hash].cjs" },
});

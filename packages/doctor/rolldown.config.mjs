import { defineConfig } from "rolldown";

// CommonJS with chunks starts faster than ESM on Node 20, and keeps the identity library out of commands that don't need it.
export default defineConfig({
  input: { cli: "dist/cli.js" },
  platform: "node",
  output: { dir: "dist/bundle", cleanDir: true, format: "cjs", minify: true, entryFileNames: "[name].cjs", chunkFileNames: "[name]-[hash].cjs" },
});

// Runs every measurement in this folder, one after the other.
import { readdirSync } from "node:fs";

const here = new URL(".", import.meta.url);
for (const file of readdirSync(here).filter((name) => name.endsWith(".mjs") && name !== "all.mjs").sort()) await import(new URL(file, here).href);

// Failures as programs print them: the texts from which the doctor's own tests expect each cause.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./samples.mjs";

const folder = join(repository, "packages", "doctor", "test", "explain-texts");

/** @returns {Promise<Map<string, string[]>>} cause id → texts, the most typical first */
export async function failureTexts() {
  const texts = new Map();
  for (const file of readdirSync(folder).sort((a, b) => a.localeCompare(b))) {
    // The files are plain data with one TypeScript phrase at the end, which this runtime may not know.
    const code = readFileSync(join(folder, file), "utf8").replace(/\}\s*as const;/, "};");
    const module = await import(`data:text/javascript,${encodeURIComponent(code)}`);
    for (const records of Object.values(module)) for (const [id, list] of Object.entries(records)) texts.set(id, [...list]);
  }
  return texts;
}

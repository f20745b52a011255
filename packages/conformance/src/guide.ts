import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "@copilot-entra/clauses";
import { causes } from "entra-doctor";

/** What a page of the docs gives its reader to run, in each of the tools. */
export interface Guide {
  /** The page's text, with the steps that it includes named by their cause. */
  text: string;
  az: readonly string[];
  powershell: readonly string[];
  bicep: readonly string[];
  portal: readonly string[];
}

/** Reads `docs/guides/NAME.md` with the fixes that it includes, which the docs' build writes from the doctor's own records. EDGE: reads the page. */
export function readGuide(name: string): Guide | undefined {
  const path = join(repository, "docs", "guides", `${name}.md`);
  if (!existsSync(path)) return undefined;
  const text = readFileSync(path, "utf8");
  const included = [...text.matchAll(/@include: \.\.\/generated\/fix-([a-z0-9-]+)\.md/g)].map(([, id = ""]) => id);
  const steps = included.flatMap((id) => causes[id as keyof typeof causes].fix({}));
  const shown = [...text.matchAll(/^ *```sh\n([\s\S]*?)^ *```$/gm)].flatMap(([, lines = ""]) => lines.trim().split("\n").map((line) => line.trim()));
  return {
    text,
    az: [...shown, ...steps.flatMap(({ az = [] }) => az)],
    powershell: steps.flatMap(({ powershell = [] }) => powershell),
    bicep: steps.flatMap(({ bicep }) => (bicep === undefined ? [] : [bicep])),
    portal: steps.flatMap(({ portal = [] }) => portal),
  };
}

/**
 * A guide's line as its reader pastes it, with every placeholder in ALL_CAPS replaced.
 *
 * @throws when a placeholder is left
 */
export function fillIn(line: string, values: Readonly<Record<string, string>>): string {
  const filled = Object.entries(values).reduce((text, [name, value]) => text.replaceAll(name, value), line);
  const left = /\b[A-Z]{2,}_[A-Z_]{2,}\b/.exec(filled);
  if (left !== null) throw new Error(`The line still has ${left[0]}: ${line}`);
  return filled;
}

import { createHash } from "node:crypto";
import type { FactName, Facts } from "./facts.ts";
import { factNames, unknown } from "./facts.ts";
import { redact } from "./redact.ts";

/** A support bundle: what was learnt, with the versions of everything. Described by schemas/facts.schema.json. */
export interface FactsFile {
  schemaVersion: "1";
  tool: { name: "entra-doctor"; version: string };
  node: string;
  platform: string;
  savedAt: string;
  redacted: boolean;
  facts: Facts;
}

/**
 * Facts as text for a file. Secrets are taken out always; ids and user names are replaced by stand-ins of the same shape, the same
 * for the same id, so that the file gives the same verdict elsewhere. `salt` makes the stand-ins of two files unlike.
 */
export function writeFactsFile(file: FactsFile, options: { unredacted: boolean; salt: string }): string {
  const safe = (value: unknown): unknown => {
    if (typeof value === "string") {
      const clean = redact(value, { unredacted: true });
      return options.unredacted ? clean : disguise(clean, options.salt);
    }
    if (Array.isArray(value)) return value.map(safe);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, safe(inner)]));
  };
  return `${JSON.stringify(safe({ ...file, redacted: !options.unredacted }), null, 2)}\n`;
}

const guid = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi;
const mail = /\b[\w.+-]{1,64}@(?=[\w-]{1,63}\.)[\w.-]{1,255}/g;
const home = /((?:\/home\/|\/Users\/|[A-Z]:\\Users\\))([^/\\\s"']+)/g;

/** The first eight digits stay, so that people who know an id can find it again. Ids that are public stay whole. */
function disguise(text: string, salt: string): string {
  const digest = (value: string): string => createHash("sha256").update(`${salt}${value.toLowerCase()}`).digest("hex");
  return text
    .replace(guid, (id) => {
      if (redact(id) === id) return id;
      const hex = digest(id);
      return `${id.slice(0, 8)}-${hex.slice(0, 4)}-4${hex.slice(4, 7)}-8${hex.slice(7, 10)}-${hex.slice(10, 22)}`;
    })
    .replace(mail, (name) => `user-${digest(name).slice(0, 8)}@example.com`)
    .replace(home, "$1user");
}

/** Reads a facts file; a sentence when it is none. Facts that a later version added are unknown. */
export function readFactsFile(value: Readonly<Record<string, unknown>>): { facts: Facts } | { problem: string } {
  if (value["schemaVersion"] !== "1") return { problem: "is not a facts file of this version (schemaVersion \"1\")" };
  const raw = value["facts"];
  if (typeof raw !== "object" || raw === null) return { problem: "holds no facts" };
  const entries: [FactName, unknown][] = [];
  for (const name of factNames) {
    const fact = (raw as Record<string, unknown>)[name];
    if (fact === undefined) entries.push([name, unknown("not-asked", "the file does not hold it")]);
    else if (isFact(fact)) entries.push([name, fact]);
    else return { problem: `holds a broken fact: ${name}` };
  }
  return { facts: Object.fromEntries(entries) as unknown as Facts };
}

function isFact(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const fact = value as { known?: unknown; value?: unknown; because?: unknown };
  return fact.known === true ? typeof fact.value === "object" && fact.value !== null : fact.known === false && typeof fact.because === "string";
}

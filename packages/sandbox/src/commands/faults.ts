import { faults } from "../faults/index.ts";

/** The list of faults as text or JSON. */
export function faultList(format: string | undefined): string {
  if (format === "json") {
    // Functions are left out by JSON itself: what remains is the record.
    return `${JSON.stringify({ schemaVersion: 1, faults }, null, 2)}\n`;
  }
  const width = Math.max(...faults.map(({ id }) => id.length)) + 2;
  return faults.map(({ id, title, credential }) => `${id.padEnd(width)}${title}${credential === undefined ? "" : ` (${credential})`}\n`).join("");
}

import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const root = new URL("../", import.meta.url);
const text = readFileSync(new URL("fidelity.md", root), "utf8");
const [claimed = "", absent = ""] = text.split("## Absent");
const rows = claimed.split("\n").filter((line) => /^\| (?!What \||---)/.test(line));

it("every claim of fidelity.md names a test", () => {
  expect(rows.length).toBeGreaterThan(30);
  expect(rows.filter((row) => !/`test\/[\w-]+\.test\.ts` "[^"]+" \|$/.test(row))).toEqual([]);
  expect(absent).not.toContain("test/");
});

it.each(rows.map((row) => /`(?<file>[^`]+)` "(?<title>[^"]+)" \|$/.exec(row)?.groups ?? {}))("$file has the test: $title", ({ file = "", title = "" }) => {
  const path = new URL(file, root);
  expect(existsSync(path)).toBe(true);
  expect(readFileSync(path, "utf8")).toContain(title);
});

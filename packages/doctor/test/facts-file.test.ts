import { describe, expect, it } from "vitest";
import { diagnose } from "../src/diagnose.ts";
import { type Facts, factNames, unknown } from "../src/facts.ts";
import { readFactsFile, writeFactsFile } from "../src/facts-file.ts";
import { caller, healthy, otherTenant, refusals, roleAssignments, roleAssignment, tenantId } from "./diagnosis-facts.ts";
import { frame } from "./frame-facts.ts";
import { expectSchema } from "./stage.ts";

const file = (facts: Facts) => ({ schemaVersion: "1", tool: { name: "entra-doctor", version: "0.0.0" }, node: "20", platform: "linux", savedAt: "2026-01-01T00:00:00.000Z", redacted: true, facts }) as const;
const replay = (facts: Facts, unredacted = false): { facts: Facts; text: string } => {
  const text = writeFactsFile(file(facts), { unredacted, salt: "salt" });
  const reading = readFactsFile(JSON.parse(text) as Record<string, unknown>);
  if ("problem" in reading) throw new Error(reading.problem);
  return { facts: reading.facts, text };
};
const verdicts = (facts: Facts): string[] => diagnose(facts).results.map((result) => `${result.id} ${result.status} ${"cause" in result ? result.cause : ""} ${result.consequenceOf ?? ""}`);

const worlds: [string, Facts][] = [
  ["healthy", frame(healthy)],
  ["no role", frame({ ...healthy, roleAssignments: roleAssignments([]), models: refusals.lacks, inference: refusals.lacks })],
  ["a role at another scope", frame({ ...healthy, roleAssignments: roleAssignments([roleAssignment({ principalId: "99999999-1111-1111-1111-111111111111" })]), models: refusals.generic, inference: refusals.generic })],
  ["another tenant", frame({ ...healthy, resourceTenant: { tenantId: otherTenant, from: "arm" }, models: refusals.tenant })],
  ["nothing known", Object.fromEntries(factNames.map((name) => [name, unknown("offline")])) as never],
];

describe("a facts file", () => {
  it.each(worlds)("%s: gives the same verdict elsewhere, fits its schema, and shows no id in full", (_title, facts) => {
    const replayed = replay(facts);
    expect(verdicts(replayed.facts)).toEqual(verdicts(facts));
    expectSchema("facts", JSON.parse(replayed.text));
    for (const id of [caller, tenantId, otherTenant]) expect(replayed.text).not.toContain(id);
  });

  it("keeps the first digits, so that who knows an id finds it again, and gives the same stand-in for the same id", () => {
    const { text } = replay(frame(healthy));
    const standIns = new Set(text.match(/7f1a2b3c-[0-9a-f-]{27}/g));
    expect(standIns.size).toBe(1);
  });

  it("with --unredacted holds ids, and still no secret", () => {
    const token = ["eyJhbGciOiJSUzI1NiJ9", "eyJzdWIiOiJjYW5hcnkifQ", "c2lnbmF0dXJl"].join(".");
    const { text } = replay(frame({ ...healthy, models: { ...refusals.lacks, excerpt: `Bearer ${token}` } }), true);
    expect(text).toContain(tenantId);
    expect(text).not.toContain(token);
  });

  it.each([
    [{}, "schemaVersion"],
    [{ schemaVersion: "2", facts: {} }, "schemaVersion"],
    [{ schemaVersion: "1" }, "holds no facts"],
    [{ schemaVersion: "1", facts: { token: 1 } }, "broken fact: token"],
    [{ schemaVersion: "1", facts: { token: { known: true } } }, "broken fact: token"],
  ])("%o is refused", (value, words) => {
    expect(JSON.stringify(readFactsFile(value))).toContain(words);
  });

  it("of an older version has the facts that it lacks as unknown", () => {
    const reading = readFactsFile({ schemaVersion: "1", facts: {} });
    expect("facts" in reading && reading.facts.tls).toMatchObject({ known: false, because: "not-asked" });
  });
});

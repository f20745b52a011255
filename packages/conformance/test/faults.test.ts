import { causeIds } from "entra-doctor";
import { type CredentialKind, faults, notWorldFaults } from "@copilot-entra/sandbox";
import { beforeAll, describe, expect, it } from "vitest";
import { checkAndReplay, checkWorld, type DoctorReport, type DoctorRun, type ReplayedRun, startInTurn } from "../src/doctor-run.ts";
import { idleSettings } from "../src/printed-settings.ts";

const atOnce = 2;
const patience = 900_000;

/** What a program of another make shows is not the sample's failure, so the doctor's check has nothing to see there. */
const shown = faults.filter(({ wire, seenBy }) => wire !== true && seenBy === undefined);
const wire = faults.filter((fault) => fault.wire === true);
const kinds: readonly CredentialKind[] = ["managed-identity", "user-assigned-managed-identity", "imds", "arc", "service-fabric", "cloud-shell", "azure-ml", "client-secret", "client-certificate", "workload-identity", "azure-cli", "azure-developer-cli", "azure-powershell"];

let replays: ReadonlyMap<string, Promise<ReplayedRun>>;
let runs: ReadonlyMap<string, Promise<DoctorRun>>;
beforeAll(() => {
  replays = startInTurn(new Map(shown.map(({ id }) => [id, () => checkAndReplay({ fault: id })])), atOnce);
  runs = startInTurn(
    new Map([
      ...kinds.map((credential) => [`healthy ${credential}`, () => checkWorld({ credential })] as const),
      // A short deadline keeps the hanging worlds short.
      ...wire.map(({ id }) => [id, () => checkWorld({ fault: id }, ["--timeout", "3s"])] as const),
    ]),
    1,
  );
});

async function run<T>(all: ReadonlyMap<string, Promise<T>>, name: string): Promise<T> {
  const found = await all.get(name);
  if (found === undefined) throw new Error(`no run of ${name}`);
  return found;
}

const verdicts = (report: DoctorReport | undefined): unknown => report?.results.map(({ id, status, cause, consequenceOf }) => [id, status, cause, consequenceOf].join(" "));

describe("the doctor names the cause of every fault first", () => {
  it.each(shown.map(({ id, cause = id, title }) => ({ id, cause, title })))("$id: $title", async ({ id, cause }) => {
    const found = await run(replays, id);
    const { report, code, leaked, foreign, stderr, replayed } = found;
    expect({ cause: report?.rootCause?.cause, code, stderr }).toEqual({ cause, code: 1, stderr: "" });
    expect(report?.rootCause?.fix.length).toBeGreaterThan(0);
    expect(idleSettings(found)).toEqual([]);
    expect({ leaked: leaked.length, foreign }).toEqual({ leaked: 0, foreign: [] });
    // A support bundle tells the same story on another machine, offline.
    expect({ cause: replayed?.rootCause?.cause, verdicts: verdicts(replayed) }).toEqual({ cause, verdicts: verdicts(report) });
  }, patience);
});

describe("the healthy world has nothing to complain about", () => {
  it.each(kinds)("signed in by %s", async (kind) => {
    const { report, code, leaked, foreign } = await run(runs, `healthy ${kind}`);
    const complaints = report?.results.filter(({ status }) => status === "failed" || status === "warned" || status === "crashed" || status === "undecided");
    expect({ code, outcome: report?.outcome, complaints }).toEqual({ code: 0, outcome: "healthy", complaints: [] });
    expect({ leaked: leaked.length, foreign }).toEqual({ leaked: 0, foreign: [] });
  }, patience);
});

describe("misbehaviour on the wire never makes the doctor hang, crash or blame a role", () => {
  it.each(wire.map(({ id, title }) => ({ id, title })))("$id: $title", async ({ id }) => {
    const { report, code, leaked } = await run(runs, id);
    expect([0, 1, 3]).toContain(code);
    expect(report?.results.filter(({ status }) => status === "crashed")).toEqual([]);
    expect(report?.rootCause?.cause ?? "").not.toMatch(/^rbac-/);
    expect(leaked).toEqual([]);
  }, patience);
});

describe("causes and faults", () => {
  it("cover each other: every cause has a fault, or the reason why no world shows it", () => {
    const covered = new Set([...faults.flatMap(({ id, cause }) => [id, cause ?? id]), ...Object.keys(notWorldFaults)]);
    expect(causeIds.filter((id) => !covered.has(id))).toEqual([]);
    const known = new Set<string>(causeIds);
    expect(faults.filter(({ id, cause = id, wire: onWire }) => onWire !== true && !known.has(cause)).map(({ id }) => id)).toEqual([]);
  });
});

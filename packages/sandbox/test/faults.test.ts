import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { credentialKinds } from "../src/credential-kinds.ts";
import { faults, notWorldFaults } from "../src/faults/index.ts";
import { openStage, type Stage } from "./stage.ts";

/** Ids of the doctor's knowledge base, read as text since the packages do not import each other. */
const causeIds = [...readFileSync(new URL("../../doctor/src/causes/cause-ids.ts", import.meta.url), "utf8").matchAll(/^ {2}"([a-z0-9-]+)",$/gm)].map(([, id]) => id ?? "");

describe("faults", () => {
  it("are more than sixty, each with an id of its own", () => {
    expect(faults.length).toBeGreaterThanOrEqual(60);
    expect(new Set(faults.map(({ id }) => id)).size).toBe(faults.length);
  });

  it("show every root cause that a world can show; the others say why not", () => {
    expect(causeIds.length).toBeGreaterThan(70);
    const shown = new Set(faults.filter(({ wire }) => wire !== true).map(({ id, cause }) => cause ?? id));
    const settled = causeIds.filter((id) => shown.has(id) !== Object.hasOwn(notWorldFaults, id));
    expect(settled.toSorted()).toEqual(causeIds.toSorted());
  });

  it("name a root cause of the doctor, or are wire faults", () => {
    expect(faults.filter(({ id, cause, wire }) => wire !== true && !causeIds.includes(cause ?? id))).toEqual([]);
    expect(faults.filter(({ id, wire }) => (wire === true) !== id.startsWith("wire-"))).toEqual([]);
  });

  it("name credential kinds that there are", () => {
    expect(faults.filter(({ credential }) => credential !== undefined && !Object.hasOwn(credentialKinds, credential))).toEqual([]);
  });

  it("have titles that are sentences without a full stop", () => {
    expect(faults.filter(({ title }) => !/^[A-Z].*[^.!]$/.test(title))).toEqual([]);
  });

  describe("change the world, and heal leaves no trace", () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await openStage();
    });

    /** The world as text; times in minutes from its own clock, the clock in minutes from the machine's, and what is removed shown as such. */
    const snapshot = (): string => {
      const { world } = stage;
      const now = world.clock.now();
      return JSON.stringify({ ...world, clock: Math.round((now - Date.now()) / 60_000), claims: world.tokenClaims?.toString() }, (_, value: unknown) => {
        if (value === undefined) return "removed";
        return typeof value === "number" && value > 1e12 ? Math.round((value - now) / 60_000) : value;
      });
    };

    it.each(faults)("$id", (fault) => {
      const healthy = snapshot();
      fault.apply(stage.world);
      // Compared by hand, since a difference would print the whole world.
      expect(snapshot() === healthy).toBe(false);
      stage.reset();
      expect(snapshot() === healthy).toBe(true);
    });
  });
});

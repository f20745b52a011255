import { knownCauseIds } from "@copilot-entra/auth";
import { causeIds } from "entra-doctor";
import { expect, it } from "vitest";

it("every root cause that auth's errors name is one that the doctor explains", () => {
  expect(knownCauseIds.filter((id) => !(causeIds as readonly string[]).includes(id))).toEqual([]);
});

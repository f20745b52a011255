import { describe, expect, it } from "vitest";
import { accessTable } from "../src/access/table.ts";
import type { FactValues } from "../src/facts.ts";
import { facts, healthy, roleAssignment, roleAssignments } from "./diagnosis-facts.ts";

const table = (changes: Partial<FactValues> = {}) => {
  const roles = changes.roleAssignments ?? roleAssignments([roleAssignment()]);
  return accessTable({ settings: healthy.settings as FactValues["settings"], roleAssignments: roles }, facts(changes));
};

describe("what the principal may do", () => {
  it("says for each call which assignment grants it", () => {
    expect(table().map(({ call, answer }) => `${call} ${answer}`)).toEqual(["responses granted", "chat-completions granted", "embeddings granted", "models granted", "assistants granted", "inference-models no"]);
    expect(table()[0]).toMatchObject({ by: "Cognitive Services OpenAI User at account contoso", assignmentId: roleAssignment().id, sure: true });
    expect(table()[5]).toMatchObject({ by: "not in Cognitive Services OpenAI User at account contoso", sure: false });
  });

  it("says what would settle an open answer", () => {
    expect(table({ denyAssignments: { items: [], complete: false, gaps: [] } })[0]).toMatchObject({ answer: "undecided", missing: expect.stringContaining("Microsoft.Authorization/denyAssignments/read") as string });
  });

  it("says so when nothing reaches the principal", () => {
    expect(table({ roleAssignments: roleAssignments([]) })[0]).toMatchObject({ answer: "no", by: "no assignment reaches the principal here" });
  });
});

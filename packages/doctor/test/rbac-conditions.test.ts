import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluateCondition } from "../src/rbac/condition.ts";
import { builtInRoles } from "../src/rbac/roles.ts";

const write = "Microsoft.CognitiveServices/accounts/OpenAI/responses/write";
const attribute = "@Resource[Microsoft.CognitiveServices/accounts:name]";

describe("conditions", () => {
  it.each([
    ["", "true"],
    ["(ActionMatches{'Microsoft.CognitiveServices/*'})", "true"],
    ["!(ActionMatches{'microsoft.cognitiveservices/*'})", "false"],
    ["ActionMatches{'*/read'} OR ActionMatches{'*/WRITE'}", "true"],
    ["ActionMatches{'*/read'} && ActionMatches{'*/write'}", "false"],
    ["NOT ActionMatches{'*/read'} and true StringEquals 'x'", "unknown"],
    [`((!(ActionMatches{'${write}'})) OR (${attribute} StringEquals 'contoso'))`, "unknown"],
    [`((!(ActionMatches{'*/read'})) OR (${attribute} StringEquals 'contoso'))`, "true"],
    [`ActionMatches{'*/read'} AND ${attribute} StringEqualsIgnoreCase 'contoso'`, "false"],
    [`ActionMatches{'*/write'} || ${attribute} ForAnyOfAnyValues:StringEquals {'a', 'b'}`, "true"],
    ["Exists @Principal[Microsoft.Directory/CustomSecurityAttributes/Id:Project]", "unknown"],
    ["@Request[a:b] NumericGreaterThan 12", "unknown"],
    ["@Environment[UtcNow] DateTimeGreaterThan '2026-05-01T13:00:00.0Z'", "unknown"],
    ["@Principal[a:b] StringEquals @Resource[c:d]", "unknown"],
    ["SubOperationMatches{'Blob.List'}", "unknown"],
    ["ActionMatches{'*/write'} OR ActionMatches{'*/write'} AND ActionMatches{'*/read'}", "unknown"],
    ["ActionMatches{'*/read'} OR ActionMatches{'*/write'} AND ActionMatches{'*/write'}", "true"],
  ])("%s holds: %s", (condition, holds) => {
    expect(evaluateCondition(condition, write).holds).toBe(holds);
  });

  it.each(["(", "ActionMatches{", "ActionMatches{'a'} AND", "ActionMatches{'a'} ActionMatches{'b'}", "hello", "{}", "'", "()", "!".repeat(1000), "(".repeat(1000)])(
    "never decides on what it can't read: %.20s",
    (condition) => {
      expect(evaluateCondition(condition, write)).toEqual({ holds: "unknown", attributes: [], unreadable: true });
    },
  );

  it("names the attributes that would settle it, and only those", () => {
    const condition = `(ActionMatches{'*/read'} AND @Request[x:y] StringEquals 'z') OR (${attribute} StringEquals 'contoso')`;
    expect(evaluateCondition(condition, write).attributes).toEqual([attribute]);
    expect(evaluateCondition(`ActionMatches{'*/write'} OR ${attribute} StringEquals 'a'`, write).attributes).toEqual([]);
  });

  it("lets every built-in role's own condition pass inference, and not the assignment of roles", () => {
    const conditions = builtInRoles.flatMap((role) => role.permissions.map((block) => block.condition)).filter((condition) => typeof condition === "string");
    expect(conditions).toHaveLength(3);
    for (const condition of conditions) {
      expect(evaluateCondition(condition, write).holds).toBe("true");
      expect(evaluateCondition(condition, "Microsoft.Authorization/roleAssignments/write").holds).toBe("unknown");
    }
  });

  it("decides any nesting of ActionMatches as boolean logic does", () => {
    const leaf = fc.constantFrom(["ActionMatches{'*/write'}", true] as const, ["ActionMatches{'*/read'}", false] as const);
    const { tree } = fc.letrec<{ tree: readonly [string, boolean] }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        leaf,
        tie("tree").map(([text, value]) => [`!(${text})`, !value] as const),
        fc.tuple(tie("tree"), tie("tree")).map(([a, b]) => [`(${a[0]}) AND (${b[0]})`, a[1] && b[1]] as const),
        fc.tuple(tie("tree"), tie("tree")).map(([a, b]) => [`((${a[0]})||(${b[0]}))`, a[1] || b[1]] as const),
      ),
    }));
    fc.assert(fc.property(tree, ([text, value]) => evaluateCondition(text, write).holds === String(value)), { seed: 11, numRuns: 500 });
  });

  it("never throws, whatever the text", () => {
    const noise = fc.string({ unit: fc.constantFrom("(", ")", "{", "}", "'", "!", "ActionMatches", " AND ", "@R[a]", " StringEquals ", "x", ","), maxLength: 30 });
    fc.assert(fc.property(noise, (text) => ["true", "false", "unknown"].includes(evaluateCondition(text, write).holds)), { seed: 13, numRuns: 2000 });
  });
});

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchesOperation } from "../src/rbac/operation-pattern.ts";
import { covers, isBelow, roleGuid, scopeLevel } from "../src/rbac/scope.ts";

const account = "/subscriptions/S/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/contoso";

describe("operation patterns", () => {
  it.each([
    ["Microsoft.CognitiveServices/accounts/OpenAI/*", "Microsoft.CognitiveServices/accounts/OpenAI/responses/write", true],
    ["*", "Microsoft.CognitiveServices/accounts/OpenAI/responses/write", true],
    ["*/read", "Microsoft.CognitiveServices/accounts/OpenAI/models/read", true],
    ["*/read", "Microsoft.CognitiveServices/accounts/OpenAI/responses/write", false],
    ["microsoft.cognitiveservices/ACCOUNTS/openai/RESPONSES/*", "Microsoft.CognitiveServices/accounts/OpenAI/responses/write", true],
    ["Microsoft.CognitiveServices/accounts/*/read", "Microsoft.CognitiveServices/accounts/read", false],
    ["Microsoft.CognitiveServices/*/read", "Microsoft.CognitiveServices/accounts/read", true],
    ["Microsoft.CognitiveServices/accounts/OpenAI/responses/write", "Microsoft.CognitiveServices/accounts/OpenAI/responses/write/more", false],
    ["a*b*c", "a-b-b-c", true],
    ["a*b*c", "a-c-b", false],
    [".", "x", false],
    ["", "x", false],
  ])("%s against %s is %s", (pattern, operation, expected) => {
    expect(matchesOperation(pattern, operation)).toBe(expected);
  });

  it("agrees with the anchored, case-blind regular expression", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "B", "/", "*", "."), maxLength: 12 });
    fc.assert(
      fc.property(text, text.map((value) => value.replaceAll("*", "c")), (pattern, operation) => {
        const source = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*");
        expect(matchesOperation(pattern, operation)).toBe(new RegExp(`^${source}$`, "i").test(operation));
      }),
      { seed: 7, numRuns: 3000 },
    );
  });

  it("stays quick on a pattern made to backtrack", () => {
    expect(matchesOperation(`${"*a".repeat(30)}*b`, "a".repeat(5000))).toBe(false);
  });
});

describe("scopes", () => {
  it.each([
    ["/", account, "true"],
    ["/subscriptions/s", account, "true"],
    ["/subscriptions/S/", account, "true"],
    ["/subscriptions/s/resourcegroups/RG", account, "true"],
    ["/subscriptions/s/resourceGroups/r", account, "false"],
    [account.toUpperCase(), account, "true"],
    [`${account}2`, account, "false"],
    [`${account}/projects/demo`, account, "false"],
    [account, `${account}/projects/demo`, "true"],
    ["/subscriptions/other", account, "false"],
  ])("%s over %s is %s", (scope, resource, expected) => {
    expect(covers(scope, resource, [])).toBe(expected);
  });

  it("leaves a management group open until the ancestors are known", () => {
    const scope = "/providers/Microsoft.Management/managementGroups/Root-MG";
    expect(covers(scope, account)).toBe("unknown");
    expect(covers(scope, account, ["other"])).toBe("false");
    expect(covers(scope, account, ["root-mg"])).toBe("true");
    expect(covers(scope, account, [scope])).toBe("true");
  });

  it("tells the levels apart and what lies below", () => {
    const scopes = ["/", "/providers/Microsoft.Management/managementGroups/m", "/subscriptions/s", "/subscriptions/s/resourceGroups/g", account];
    expect(scopes.map(scopeLevel)).toEqual(["root", "management-group", "subscription", "resource-group", "resource"]);
    expect(isBelow(`${account}/projects/demo`, account)).toBe(true);
    expect(isBelow(account, account)).toBe(false);
    expect(isBelow(`${account}x/projects/demo`, account)).toBe(false);
  });

  it("takes a role's GUID from any spelling of its id", () => {
    expect(roleGuid("/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/5E0BD9BD-7b93-4f28-af87-19fc36ad61bd")).toBe("5e0bd9bd-7b93-4f28-af87-19fc36ad61bd");
    expect(roleGuid("5e0bd9bd-7b93-4f28-af87-19fc36ad61bd")).toBe("5e0bd9bd-7b93-4f28-af87-19fc36ad61bd");
  });
});

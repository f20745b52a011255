import { openSandbox } from "@copilot-entra/clauses";
import { decideAccess, type RoleDefinition, type Sandbox, type World } from "@copilot-entra/sandbox";
import { type AccessQuestion, builtInRoles, dataActions, evaluateAccess, type Role } from "entra-doctor";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AccessCase, accessCases, applyCase } from "../src/access-cases.ts";

let sandbox: Sandbox;
let builtIn: readonly RoleDefinition[];
beforeAll(async () => {
  sandbox = await openSandbox();
  builtIn = structuredClone(sandbox.world.roleDefinitions);
});
afterAll(() => sandbox.close());

const asRole = ({ id, name, type, permissions }: RoleDefinition): Role => ({ guid: id.toLowerCase(), name, formerNames: [], custom: type === "CustomRole", permissions });

/** The case as the doctor would learn it when it may read everything. */
function question(one: AccessCase, world: World): AccessQuestion {
  return {
    operation: { name: one.action, data: one.kind === "data" },
    resource: one.scope,
    principal: { id: one.principalId, groups: { items: transitive(one), complete: true } },
    assignments: {
      items: one.assignments.map(({ name, scope, roleDefinitionId, principalId, principalType, condition }) => ({ id: name, scope, roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${roleDefinitionId}`, principalId, principalType, ...(condition !== undefined && { condition }) })),
      complete: true,
    },
    denyAssignments: { items: one.denies.map(({ name, displayName, ...rest }) => ({ ...rest, id: name, denyAssignmentName: displayName })), complete: true },
    roles: world.roleDefinitions.map(asRole),
    managementGroups: one.managementGroups,
  };
}

/** Graph's answer to getMemberGroups: every group, directly or through others. */
function transitive({ memberships, principalId }: AccessCase): string[] {
  const seen = new Set<string>(memberships[principalId]);
  for (const group of seen) for (const next of memberships[group] ?? []) seen.add(next);
  return [...seen];
}

describe("the doctor's verdicts and the sandbox's decisions, two implementations of Azure RBAC", () => {
  it("agree on 1500 generated worlds", () => {
    const seen = { granted: 0, denied: 0, no: 0, undecided: 0 };
    fc.assert(
      fc.property(accessCases(builtInRoles.map(({ guid }) => guid)), (one) => {
        applyCase(sandbox.world, one, builtIn);
        const decision = decideAccess(sandbox.world, one.principalId, one.action, one.scope, one.kind);
        const { answer } = evaluateAccess(question(one, sandbox.world));
        seen[answer]++;
        if (decision.allowed) return answer === "granted";
        // Where an attribute decides, the door stays shut; the doctor must not claim to know, unless nothing could grant anyway.
        if (decision.uncertain) return answer === "undecided" || answer === "no";
        return answer === (decision.because === "deny-assignment" ? "denied" : "no");
      }),
      { seed: 20_260_822, numRuns: 1500 },
    );
    // A generator that only ever makes one kind of case would prove nothing.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(40);
  }, 120_000);

  const calls = Object.entries(dataActions).map(([call, { action }]) => ({ call, action }));
  it.each(builtInRoles.map(({ name, guid }) => ({ name, guid })))("agree on $name for every data action", ({ guid }) => {
    for (const { call, action } of calls) {
      for (const kind of ["data", "control"] as const) {
        const one: AccessCase = { ...healthyCase(guid), action, kind };
        applyCase(sandbox.world, one, builtIn);
        const { allowed } = decideAccess(sandbox.world, one.principalId, action, one.scope, kind);
        expect({ call, kind, answer: evaluateAccess(question(one, sandbox.world)).answer }).toEqual({ call, kind, answer: allowed ? "granted" : "no" });
      }
    }
  });

  it("rest on the same built-in roles", () => {
    const plain = (role: Role): unknown => ({ guid: role.guid, name: role.name, permissions: role.permissions.map(({ actions, notActions, dataActions: data, notDataActions, condition }) => ({ actions, notActions, data, notDataActions, condition: condition ?? undefined })) });
    expect(builtInRoles.map(plain)).toEqual(builtIn.filter(({ type }) => type === "BuiltInRole").map((role) => plain(asRole(role))));
  });
});

function healthyCase(roleDefinitionId: string): AccessCase {
  const principalId = "00000000-0000-4000-8000-000000000011";
  const scope = "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-contoso/providers/Microsoft.CognitiveServices/accounts/contoso";
  return {
    principalId,
    action: "",
    kind: "data",
    scope,
    memberships: { [principalId]: [] },
    managementGroups: [],
    roles: [],
    assignments: [{ name: "a", scope, roleDefinitionId, principalId, principalType: "ServicePrincipal", createdAt: 0, effectiveAt: 0 }],
    denies: [],
  };
}

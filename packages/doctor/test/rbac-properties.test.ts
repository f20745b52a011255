import * as fc from "fast-check";
import { describe, it } from "vitest";
import type { AccessQuestion } from "../src/rbac/access-question.ts";
import { evaluateAccess } from "../src/rbac/evaluate.ts";
import { builtInRoles } from "../src/rbac/roles.ts";
import { account, assignment, deny, managementGroup, me, project, question, resourceGroup, responsesWrite, stranger, subscription, team } from "./rbac-world.ts";

const condition = fc.constantFrom(undefined, "ActionMatches{'*/write'}", "!(ActionMatches{'*/write'})", "@Resource[a:b] StringEquals 'c'");
const scope = fc.constantFrom("/", managementGroup, subscription, resourceGroup, account, project, `${account}2`);
const principalId = fc.constantFrom(me, team, stranger);
const type = (id: string) => (id === team ? "Group" : "ServicePrincipal");

const assignments = fc
  .tuple(principalId, scope, fc.constantFrom(...builtInRoles.map(({ guid }) => guid), "custom"), condition)
  .map(([id, at, role, when]) => assignment({ principalId: id, principalType: type(id), scope: at, role, ...(when && { condition: when }) }));
const denials = fc
  .record({ who: fc.option(principalId), but: fc.option(principalId), at: scope, stops: fc.boolean(), when: condition, what: fc.constantFrom("*", "*/responses/*", "*/delete") })
  .map(({ who, but, at, stops, when, what }) =>
    deny({
      scope: at,
      doNotApplyToChildScopes: stops,
      permissions: [{ actions: [], notActions: [], dataActions: [what], notDataActions: [] }],
      ...(who && { principals: [{ id: who, type: type(who) }] }),
      ...(but && { excludePrincipals: [{ id: but, type: type(but) }] }),
      ...(when && { condition: when }),
    }),
  );
const listing = <T>(items: fc.Arbitrary<T>) => fc.record({ items: fc.array(items, { maxLength: 4 }), complete: fc.boolean() });
const questions: fc.Arbitrary<AccessQuestion> = fc
  .record({
    assignments: listing(assignments),
    denyAssignments: listing(denials),
    groups: fc.record({ items: fc.subarray([team]), complete: fc.boolean() }),
    managementGroups: fc.option(fc.subarray(["platform"]), { nil: undefined }),
  })
  .map(({ groups, managementGroups, ...rest }) => {
    const { managementGroups: _, ...base } = question({ ...rest, principal: { id: me, groups } });
    return managementGroups === undefined ? base : { ...base, managementGroups };
  });
const run = { seed: 20260822, numRuns: 1500 };

describe("whatever the assignments", () => {
  it("one more assignment never takes access away", () => {
    fc.assert(
      fc.property(questions, assignments, (before, extra) => {
        const after = { ...before, assignments: { ...before.assignments, items: [...before.assignments.items, extra] } };
        return evaluateAccess(before).answer !== "granted" || evaluateAccess(after).answer === "granted";
      }),
      run,
    );
  });

  it("one more deny assignment never gives access", () => {
    fc.assert(
      fc.property(questions, denials, (before, extra) => {
        const after = { ...before, denyAssignments: { ...before.denyAssignments, items: [...before.denyAssignments.items, extra] } };
        return evaluateAccess(before).answer === "granted" || evaluateAccess(after).answer !== "granted";
      }),
      run,
    );
  });

  it("learning the missing part never contradicts an answer that was given without it", () => {
    fc.assert(
      fc.property(questions, fc.subarray([team]), fc.subarray(["platform"]), (blind, groups, managementGroups) => {
        const before = evaluateAccess(blind).answer;
        if (before === "undecided") return true;
        const learnt = {
          ...blind,
          principal: { ...blind.principal, groups: blind.principal.groups.complete ? blind.principal.groups : { items: [...blind.principal.groups.items, ...groups], complete: true } },
          managementGroups: blind.managementGroups ?? managementGroups,
        };
        const access = (answer: string) => (answer === "no" ? "denied" : answer);
        return access(evaluateAccess(learnt).answer) === access(before);
      }),
      run,
    );
  });

  it("letter case and order never matter", () => {
    fc.assert(
      fc.property(questions, (asked) => {
        const shout = {
          ...asked,
          resource: asked.resource.toUpperCase(),
          operation: { name: responsesWrite.toUpperCase(), data: true },
          assignments: { ...asked.assignments, items: asked.assignments.items.toReversed() },
          denyAssignments: { ...asked.denyAssignments, items: asked.denyAssignments.items.toReversed() },
        };
        return evaluateAccess(shout).answer === evaluateAccess(asked).answer;
      }),
      run,
    );
  });

  it("undecided always says what is missing", () => {
    fc.assert(
      fc.property(questions, (asked) => {
        const decision = evaluateAccess(asked);
        return decision.answer !== "undecided" || decision.missing.length > 0;
      }),
      run,
    );
  });
});

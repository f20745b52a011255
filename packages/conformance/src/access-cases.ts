import * as fc from "fast-check";
import type { DenyAssignment, Permission, RoleAssignment, RoleDefinition, World } from "@copilot-entra/sandbox";

/** One generated world, as far as access depends on it, and the question that is put to both sides. */
export interface AccessCase {
  principalId: string;
  action: string;
  kind: "data" | "control";
  scope: string;
  memberships: Record<string, readonly string[]>;
  managementGroups: readonly string[];
  roles: readonly RoleDefinition[];
  assignments: readonly RoleAssignment[];
  denies: readonly DenyAssignment[];
}

const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const subscription = `/subscriptions/${id(1)}`;
const account = `${subscription}/resourceGroups/rg-contoso/providers/Microsoft.CognitiveServices/accounts/contoso`;
const managementGroup = (name: string): string => `/providers/Microsoft.Management/managementGroups/${name}`;

/** Subscription that the cases live in. */
export const caseSubscription = id(1);

const people = { caller: id(11), stranger: id(12) };
const groups = [id(21), id(22), id(23), id(24)];
const everyone = "00000000-0000-0000-0000-000000000000";
const scopes = ["/", managementGroup("mg-top"), managementGroup("mg-near"), managementGroup("mg-other"), subscription, `${subscription}/resourceGroups/rg-contoso`, `${subscription}/resourceGroups/rg`, account, `${account}2`, `${account}/projects/demo`];
const actions = [
  "Microsoft.CognitiveServices/accounts/OpenAI/responses/write",
  "Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action",
  "Microsoft.CognitiveServices/accounts/OpenAI/models/read",
  "Microsoft.CognitiveServices/accounts/AIServices/agents/write",
];
const patterns = ["*", "*/read", "*/write", "Microsoft.CognitiveServices/*", "Microsoft.CognitiveServices/accounts/OpenAI/*", "microsoft.cognitiveservices/ACCOUNTS/*/responses/*", "Microsoft.CognitiveServices/accounts/OpenAI/responses/write", "Microsoft.CognitiveServices/accounts/AIServices/*", "Microsoft.Storage/*"];

const conditions = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, depthIdentifier: "condition" },
    fc.constantFrom(...patterns).map((pattern) => `ActionMatches{'${pattern}'}`),
    fc.constantFrom("@Resource[Microsoft.CognitiveServices/accounts:name] StringEquals 'contoso'", "@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals{5e0bd9bd-7b93-4f28-af87-19fc36ad61bd}", "Exists @Principal[Microsoft.Directory/CustomSecurityAttributes/Id:Project]"),
    tie("tree").map((inner) => `!(${inner})`),
    fc.tuple(tie("tree"), tie("tree"), fc.constantFrom("AND", "OR", "&&", "||")).map(([left, right, word]) => `((${left}) ${word} (${right}))`),
  ),
})).tree;

const some = fc.subarray(patterns, { minLength: 1, maxLength: 3 });
// Most roles take nothing back; a generator that often takes everything back would make only refusals.
const few = fc.oneof({ weight: 3, arbitrary: fc.constant<string[]>([]) }, { weight: 1, arbitrary: fc.subarray(patterns.slice(1), { minLength: 1, maxLength: 1 }) });
const permission: fc.Arbitrary<Permission> = fc
  .record({ actions: some, notActions: few, dataActions: some, notDataActions: few, condition: fc.option(conditions, { nil: undefined, freq: 4 }) })
  .map(({ condition, ...block }) => (condition === undefined ? block : { ...block, condition, conditionVersion: "2.0" }));
const permissions = fc.array(permission, { minLength: 1, maxLength: 2 });

const role = fc.tuple(fc.integer({ min: 31, max: 34 }), permissions).map(([number, blocks]): RoleDefinition => ({ id: id(number), name: `Custom ${number}`, type: "CustomRole", description: "", permissions: blocks, assignableScopes: ["/"] }));
const principal = fc.constantFrom(people.caller, people.caller, people.caller, people.stranger, ...groups);
const typeOf = (principalId: string): "Group" | "ServicePrincipal" => (groups.includes(principalId) ? "Group" : "ServicePrincipal");

function assignments(roleIds: readonly string[]): fc.Arbitrary<RoleAssignment> {
  return fc
    .record({ principalId: principal, scope: fc.constantFrom(...scopes), roleDefinitionId: fc.constantFrom(...roleIds), condition: fc.option(conditions, { nil: undefined }), name: fc.uuid() })
    .map(({ condition, ...rest }) => ({ ...rest, principalType: typeOf(rest.principalId), createdAt: 0, effectiveAt: 0, ...(condition !== undefined && { condition, conditionVersion: "2.0" }) }));
}

const named = fc.constantFrom(people.caller, people.caller, people.stranger, ...groups, everyone, everyone, everyone).map((principalId) => ({ id: principalId, type: principalId === everyone ? "SystemDefined" : typeOf(principalId) }));
const deny: fc.Arbitrary<DenyAssignment> = fc
  .record({
    name: fc.uuid(),
    scope: fc.constantFrom(...scopes),
    permissions,
    principals: fc.array(named, { minLength: 1, maxLength: 2 }),
    excludePrincipals: fc.oneof({ weight: 2, arbitrary: fc.constant<{ id: string; type: ReturnType<typeof typeOf> | "SystemDefined" }[]>([]) }, { weight: 1, arbitrary: fc.array(named, { minLength: 1, maxLength: 2 }) }),
    doNotApplyToChildScopes: fc.boolean(),
    condition: fc.option(conditions, { nil: undefined, freq: 3 }),
  })
  .map(({ condition, ...rest }) => ({ ...rest, displayName: rest.name, isSystemProtected: true, ...(condition !== undefined && { condition }) }));

/** Worlds of assignments, nested groups (circles among them), deny assignments, conditions and scopes up to management groups. */
export function accessCases(builtIn: readonly string[]): fc.Arbitrary<AccessCase> {
  return fc.uniqueArray(role, { minLength: 1, maxLength: 3, selector: ({ id: guid }) => guid }).chain((roles) => {
    // Custom roles as often as the two dozen built-in ones.
    const ids = [...Array.from({ length: 8 }, () => roles.map((one) => one.id)).flat(), ...builtIn];
    return fc.record({
      principalId: fc.constant(people.caller),
      action: fc.constantFrom(...actions),
      kind: fc.constantFrom("data", "data", "control"),
      scope: fc.constantFrom(account, account, `${account}/projects/demo`),
      memberships: fc.record(Object.fromEntries([people.caller, people.stranger, ...groups].map((member) => [member, fc.subarray(groups)]))),
      managementGroups: fc.subarray(["mg-near", "mg-top"]),
      roles: fc.constant(roles),
      assignments: fc.array(assignments(ids), { minLength: 1, maxLength: 5 }),
      denies: fc.array(deny, { maxLength: 2 }),
    });
  });
}

/** Puts a case into a world in place of what decides access there. */
export function applyCase(world: World, one: AccessCase, builtIn: readonly RoleDefinition[]): void {
  world.subscriptions = [{ id: caseSubscription, displayName: "Generated", tenantId: id(2), managementGroups: [...one.managementGroups] }];
  world.principals = Object.entries(one.memberships).map(([principalId, memberOf]) => ({ id: principalId, type: typeOf(principalId), displayName: principalId, tenantId: id(2), enabled: true, memberOf: [...memberOf] }));
  world.roleDefinitions = [...builtIn, ...one.roles];
  world.roleAssignments = [...one.assignments];
  world.denyAssignments = [...one.denies];
}

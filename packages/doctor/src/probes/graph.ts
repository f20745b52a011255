import type { PrincipalsFact } from "../facts/resource.ts";
import { known, unknown } from "../facts.ts";
import { defineProbe } from "../probe.ts";
import { askedPrincipal } from "./arm-account.ts";
import { type ArmProblem, describeProblem, isRecord } from "./arm-answer.ts";
import { createArmClient } from "./arm-client.ts";
import { directoryNeed } from "./directory-need.ts";

/** `getByIds` takes this many at most. */
const idsPerRequest = 1000;
const kinds = { user: "User", servicePrincipal: "ServicePrincipal", group: "Group", application: "Application" } as const;

/** Groups of the principal, transitive: from the token when it carries them, else from Microsoft Graph. */
export const groupsProbe = defineProbe({
  id: "groups",
  gives: ["groups"],
  needs: ["settings"],
  after: ["token", "graphToken", "roleAssignments", "roleDefinitions", "denyAssignments"],
  online: true,
  run: async ({ facts, known: { settings }, tools }, signal) => {
    const principal = askedPrincipal(settings, facts);
    const token = facts.token?.known === true && settings.principal === undefined ? facts.token.value : undefined;
    if (token?.groups !== undefined && !token.groupsOverage) {
      return { groups: known({ items: token.groups.map((id) => ({ id })), complete: true, gaps: [], from: "token" }) };
    }
    if (!directoryNeed(facts).groups) return { groups: unknown("not-asked", "nothing here depends on groups that Resource Manager has not counted already") };
    const graphToken = tools.tokens.get("graph");
    if (principal === undefined || graphToken === undefined) return { groups: unknown(principal === undefined ? "token" : "graphToken", "Microsoft Graph was not asked for groups") };
    const graph = createArmClient(settings.cloud.graph, graphToken, tools, signal);
    const answer = await graph.post(`/v1.0/directoryObjects/${principal}/getMemberGroups`, { securityEnabledOnly: false });
    if (!answer.ok) return { groups: known({ items: [], complete: false, gaps: [graphGap("groups of the principal", answer.problem)], from: "none" }) };
    const ids = Array.isArray(answer.value["value"]) ? answer.value["value"].filter((id) => typeof id === "string") : [];
    return { groups: known({ items: ids.map((id) => ({ id })), complete: true, gaps: [], from: "graph" }) };
  },
});

/** What the directory says of the principal and of the ids that assignments at the account name. */
export const principalsProbe = defineProbe({
  id: "directory",
  gives: ["principals"],
  needs: ["settings", "roleAssignments"],
  after: ["graphToken", "roleDefinitions"],
  online: true,
  run: async ({ facts, known: { settings, roleAssignments }, tools }, signal) => {
    if (!directoryNeed(facts).principals) return { principals: unknown("not-asked", "the caller's own roles explain the answer") };
    const token = tools.tokens.get("graph");
    if (token === undefined) return { principals: unknown("graphToken", "no token for Microsoft Graph") };
    const graph = createArmClient(settings.cloud.graph, token, tools, signal);
    const ids = [...new Set([roleAssignments.principalId, ...roleAssignments.items.map(({ principalId }) => principalId)].map((id) => id.toLowerCase()))].slice(0, idsPerRequest);
    const answer = await graph.post("/v1.0/directoryObjects/getByIds", { ids, types: Object.keys(kinds) });
    if (!answer.ok) return { principals: known({ others: [], gaps: [graphGap("directory objects", answer.problem)] }) };
    const objects = Array.isArray(answer.value["value"]) ? answer.value["value"].filter(isRecord).map(readObject) : [];
    const found = new Map(objects.map((object) => [object.id.toLowerCase(), object]));
    const self = found.get(roleAssignments.principalId.toLowerCase());
    const others = ids
      .filter((id) => id !== roleAssignments.principalId.toLowerCase())
      .map((id): PrincipalsFact["others"][number] => found.get(id) ?? { id, kind: "deleted" });
    const { kind } = self ?? {};
    // An id that the directory does not return is gone; one whose kind is not named stays unknown.
    return { principals: known({ ...(self && kind !== "Application" && kind !== "unknown" && kind !== "deleted" && { self: { ...self, kind: kind ?? "User" } }), others, gaps: [] }) };
  },
});

function readObject(object: Record<string, unknown>): PrincipalsFact["others"][number] {
  const text = (name: string): string | undefined => {
    const value = object[name];
    return typeof value === "string" ? value : undefined;
  };
  const type = text("@odata.type")?.replace("#microsoft.graph.", "") ?? "";
  const [appId, displayName] = [text("appId"), text("displayName")];
  return { id: text("id") ?? "", kind: type in kinds ? kinds[type as keyof typeof kinds] : "unknown", ...(appId && { appId }), ...(displayName && { displayName }) };
}

function graphGap(what: string, problem: ArmProblem): string {
  return problem.kind === "forbidden" ? `${what}: Microsoft Graph did not allow it, needs Directory.Read.All or a directory reader role` : describeProblem(what, problem);
}

/** Questions to the directory. */
export const graphProbes = [groupsProbe, principalsProbe] as const;

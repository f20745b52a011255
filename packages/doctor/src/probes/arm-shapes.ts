import type { AccountFact, DenyAssignment, Deployment, Eligibility, PermissionBlock, RoleAssignment, RoleDefinition } from "../facts/resource.ts";
import { isRecord } from "./arm-answer.ts";

type Item = Readonly<Record<string, unknown>>;
type FoundAccount = AccountFact & { found: true };

/** The parts of an account's resource id. */
export function partsOfId(id: string): { subscriptionId: string; resourceGroup: string; name: string; project?: string } {
  const parts = id.split("/");
  const after = (segment: string): string => parts[parts.findIndex((part) => part.toLowerCase() === segment) + 1] ?? "";
  const project = /\/projects\/([^/]+)$/i.exec(id)?.[1];
  return { subscriptionId: after("subscriptions"), resourceGroup: after("resourcegroups"), name: after("accounts"), ...(project && { project }) };
}

/** An account as a fact; `by` and the tenant come from how it was found. */
export function readAccount(item: Item, by: FoundAccount["by"], tenantId: string | undefined): FoundAccount {
  const id = text(item["id"]);
  const properties = record(item["properties"]);
  const acls = properties["networkAcls"];
  const rules = (name: string, key: string): string[] => list(record(acls)[name]).map((rule) => text(rule[key]));
  const { subscriptionId, resourceGroup, name } = partsOfId(id);
  return {
    found: true,
    id,
    name: text(item["name"]) || name,
    resourceGroup,
    subscriptionId,
    ...present("tenantId", tenantId),
    kind: text(item["kind"]),
    ...present("sku", some(record(item["sku"])["name"])),
    location: text(item["location"]),
    ...present("customSubdomain", some(properties["customSubDomainName"])),
    ...present("endpoint", some(properties["endpoint"])),
    endpoints: strings(record(properties["endpoints"])),
    disableLocalAuth: properties["disableLocalAuth"] === true,
    ...present("publicNetworkAccess", some(properties["publicNetworkAccess"])),
    ...(isRecord(acls) && {
      networkAcls: {
        defaultAction: text(acls["defaultAction"]),
        ipRules: rules("ipRules", "value"),
        virtualNetworkRules: rules("virtualNetworkRules", "id"),
        ...present("bypass", some(acls["bypass"])),
      },
    }),
    privateEndpoints: list(properties["privateEndpointConnections"]).map((connection) => ({
      name: text(connection["name"]),
      status: text(record(record(connection["properties"])["privateLinkServiceConnectionState"])["status"]),
    })),
    ...present("provisioningState", some(properties["provisioningState"])),
    projects: Array.isArray(properties["associatedProjects"]) ? properties["associatedProjects"].filter((project) => typeof project === "string") : [],
    capabilities: Object.fromEntries(list(properties["capabilities"]).map((one) => [text(one["name"]), text(one["value"])])),
    by,
  };
}

/** A deployment as a fact. */
export function readDeployment(item: Item): Deployment {
  const properties = record(item["properties"]);
  const model = record(properties["model"]);
  const sku = record(item["sku"]);
  return {
    name: text(item["name"]),
    model: text(model["name"]),
    ...present("version", some(model["version"])),
    ...present("format", some(model["format"])),
    state: text(properties["provisioningState"]),
    capabilities: strings(record(properties["capabilities"])),
    ...present("sku", some(sku["name"])),
    ...(typeof sku["capacity"] === "number" && { capacity: sku["capacity"] }),
  };
}

/** A role assignment as a fact. */
export function readRoleAssignment(item: Item): RoleAssignment {
  const from = record(item["properties"]);
  return {
    id: text(item["id"]),
    scope: text(from["scope"]),
    roleDefinitionId: text(from["roleDefinitionId"]),
    principalId: text(from["principalId"]),
    ...optional(from, ["principalType", "condition", "conditionVersion", "createdOn", "updatedOn", "delegatedManagedIdentityResourceId"]),
  };
}

/** A role definition as a fact. */
export function readRoleDefinition(item: Item): RoleDefinition {
  const from = record(item["properties"]);
  return {
    id: text(item["id"]),
    name: text(item["name"]),
    roleName: text(from["roleName"]),
    type: from["type"] === "CustomRole" ? "CustomRole" : "BuiltInRole",
    permissions: list(from["permissions"]).map(readPermissionBlock),
    assignableScopes: texts(from["assignableScopes"]),
  };
}

/** One permission block of a role, a deny assignment or the permissions list. */
export function readPermissionBlock(item: Item): PermissionBlock {
  return {
    actions: texts(item["actions"]),
    notActions: texts(item["notActions"]),
    dataActions: texts(item["dataActions"]),
    notDataActions: texts(item["notDataActions"]),
    ...present("condition", some(item["condition"])),
  };
}

/** A deny assignment as a fact. */
export function readDenyAssignment(item: Item): DenyAssignment {
  const from = record(item["properties"]);
  const principals = (name: string): { id: string; type: string }[] => list(from[name]).map((one) => ({ id: text(one["id"]), type: text(one["type"]) }));
  return {
    id: text(item["id"]),
    denyAssignmentName: text(from["denyAssignmentName"]) || text(item["name"]),
    scope: text(from["scope"]),
    doNotApplyToChildScopes: from["doNotApplyToChildScopes"] === true,
    permissions: list(from["permissions"]).map(readPermissionBlock),
    principals: principals("principals"),
    excludePrincipals: principals("excludePrincipals"),
    isSystemProtected: from["isSystemProtected"] === true,
    ...present("condition", some(from["condition"])),
  };
}

/** An eligible role as a fact. */
export function readEligibility(item: Item): Eligibility {
  const from = record(item["properties"]);
  return {
    id: text(item["id"]),
    scope: text(from["scope"]),
    roleDefinitionId: text(from["roleDefinitionId"]),
    principalId: text(from["principalId"]),
    ...optional(from, ["principalType", "endDateTime"]),
  };
}

function record(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function some(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function strings(from: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(from).flatMap(([name, value]) => (value === null || value === undefined ? [] : [[name, typeof value === "string" ? value : JSON.stringify(value)]])));
}

function optional<K extends string>(from: Record<string, unknown>, names: readonly K[]): { [N in K]?: string } {
  return Object.fromEntries(names.flatMap((name) => (some(from[name]) === undefined ? [] : [[name, from[name]]]))) as { [N in K]?: string };
}

function present<K extends string, V>(name: K, value: V | undefined): { [N in K]?: V } {
  return (value === undefined ? {} : { [name]: value }) as { [N in K]?: V };
}

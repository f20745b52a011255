import type { RoleDefinition } from "../world.ts";
import records from "./built-in-roles.json" with { type: "json" };

/** Microsoft's built-in roles that matter for Foundry and Azure OpenAI, as the live role-definition API shows them. */
export function builtInRoles(): RoleDefinition[] {
  return records.map((record) => ({
    id: record.id,
    name: record.name,
    type: "BuiltInRole",
    description: record.description,
    formerNames: [...record.formerNames],
    assignableScopes: ["/"],
    permissions: [
      {
        actions: [...record.actions],
        notActions: [...record.notActions],
        dataActions: [...record.dataActions],
        notDataActions: [...record.notDataActions],
        ...(record.condition === null ? {} : { condition: record.condition, conditionVersion: record.conditionVersion ?? "2.0" }),
      },
    ],
  }));
}

/** GUIDs of the roles that this package names; roles are matched by GUID since Microsoft renames them. */
export const roleId = {
  owner: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
  contributor: "b24988ac-6180-42a0-ab88-20f7382dd24c",
  reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
  cognitiveServicesContributor: "25fbc0a9-bd7c-42a3-aa1a-3b75d497ee68",
  cognitiveServicesOpenAIUser: "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd",
  cognitiveServicesUser: "a97b65f3-24c7-4388-baec-2e87135dc908",
  foundryUser: "53ca6127-db72-4b80-b1b0-d745d6d5456d",
  azureAIDeveloper: "64702f94-c441-49e6-a78b-ef80e0188fee",
} as const;

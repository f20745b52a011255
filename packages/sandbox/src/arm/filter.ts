import type { SandboxResponse } from "../app.ts";
import { armError } from "./error.ts";

/** The parts of `$filter` that Resource Manager's authorization lists know. */
export interface AuthorizationFilter {
  atScope: boolean;
  asTarget: boolean;
  assignedTo?: string;
  principalId?: string;
  roleName?: string;
  denyAssignmentName?: string;
}

/** Reads a `$filter`, or nothing when it holds something that these lists do not know. */
export function readFilter(text: string | null): AuthorizationFilter | undefined {
  const filter: AuthorizationFilter = { atScope: false, asTarget: false };
  if (text === null || text.trim() === "") return filter;
  for (const part of text.split(/\s+and\s+/i)) if (!readPart(part.trim(), filter)) return undefined;
  return filter;
}

function readPart(part: string, filter: AuthorizationFilter): boolean {
  switch (part.toLowerCase()) {
    case "atscope()":
      filter.atScope = true;
      return true;
    case "atscopeandbelow()":
      return true;
    case "astarget()":
      filter.asTarget = true;
      return true;
    default:
      return readValue(part, filter);
  }
}

function readValue(part: string, filter: AuthorizationFilter): boolean {
  const groups = /^(?:(?<call>assignedTo)\('(?<argument>[^']*)'\)|(?<field>principalId|roleName|denyAssignmentName|type)\s+eq\s+'(?<value>[^']*)')$/i.exec(part)?.groups;
  if (groups === undefined) return false;
  const { argument, field, value = "" } = groups;
  if (argument !== undefined) filter.assignedTo = argument;
  else if (field?.toLowerCase() === "principalid") filter.principalId = value;
  else if (field?.toLowerCase() === "rolename") filter.roleName = value;
  else if (field?.toLowerCase() === "denyassignmentname") filter.denyAssignmentName = value;
  return true;
}

/** 400 for a `$filter` that a list does not know. */
export function unsupportedFilter(): SandboxResponse {
  return armError(400, "UnsupportedQuery", "The filter is not supported. Supported filters are 'atScope()', 'assignedTo('{value}')' and 'principalId eq '{value}''.");
}

import type { Check } from "../check.ts";
import { configurationChecks } from "./configuration/index.ts";
import { credentialChecks } from "./credential/index.ts";
import { dataPlaneChecks } from "./data-plane/index.ts";
import { networkChecks } from "./network/index.ts";
import { resourceChecks } from "./resource/index.ts";
import { rolesChecks } from "./roles/index.ts";
import { tokenChecks } from "./token/index.ts";

/** A heading of the report and its checks. */
export interface CheckGroup {
  id: string;
  title: string;
  checks: readonly Check[];
}

/** The order decides the root cause: the first failed check whose needs were all known. */
export const checkGroups: readonly CheckGroup[] = [
  { id: "configuration", title: "Configuration", checks: configurationChecks },
  { id: "network", title: "Endpoint", checks: networkChecks },
  { id: "credential", title: "Credential", checks: credentialChecks },
  { id: "token", title: "Token", checks: tokenChecks },
  { id: "resource", title: "Resource", checks: resourceChecks },
  { id: "roles", title: "Role assignment", checks: rolesChecks },
  { id: "data-plane", title: "Data plane", checks: dataPlaneChecks },
];

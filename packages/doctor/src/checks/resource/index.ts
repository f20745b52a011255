import type { Check } from "../../check.ts";
import { accountFound } from "./account-found.ts";
import { customSubdomain } from "./custom-subdomain.ts";
import { deploymentExists } from "./deployment-exists.ts";
import { deploymentServesApi } from "./deployment-serves-api.ts";
import { networkRules } from "./network-rules.ts";
import { projectExists } from "./project-exists.ts";

/** In the order in which a reader should hear of them. */
export const resourceChecks: readonly Check[] = [accountFound, customSubdomain, networkRules, projectExists, deploymentExists, deploymentServesApi];

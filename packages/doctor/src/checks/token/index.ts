import type { Check } from "../../check.ts";
import { audience } from "./audience.ts";
import { tokenIssuer } from "./issuer.ts";
import { tokenLifetime } from "./lifetime.ts";
import { tokenReadable } from "./readable.ts";
import { tokenSignature } from "./signature.ts";
import { tokenTenant } from "./tenant.ts";

/** From what is wrong with any endpoint to what is wrong with this one. */
export const tokenChecks: readonly Check[] = [tokenReadable, tokenSignature, tokenIssuer, audience, tokenLifetime, tokenTenant];

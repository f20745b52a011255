import type { Check } from "../../check.ts";
import { authorityReached } from "./authority-reached.ts";
import { credentialFound } from "./credential-found.ts";
import { identityAnswers } from "./identity-answers.ts";
import { signInAccepted } from "./sign-in-accepted.ts";
import { toolSignedIn } from "./tool-signed-in.ts";

/** In the order in which a sign-in can fail. */
export const credentialChecks: readonly Check[] = [credentialFound, authorityReached, toolSignedIn, identityAnswers, signInAccepted];

import type { Check } from "../../check.ts";
import { cloudAgreement } from "./cloud-agreement.ts";
import { credentialSelector } from "./credential-selector.ts";
import { credentialVariables } from "./credential-variables.ts";
import { credentialWinner } from "./credential-winner.ts";
import { endpointAgreement } from "./endpoint-agreement.ts";
import { endpointGiven } from "./endpoint-given.ts";
import { extraTrust } from "./extra-trust.ts";
import { keysBesideToken } from "./keys-beside-token.ts";
import { proxyExceptions } from "./proxy-exceptions.ts";
import { scopeFits } from "./scope-fits.ts";

/** In the order in which a reader should hear of them. */
export const configurationChecks: readonly Check[] = [
  endpointGiven,
  endpointAgreement,
  cloudAgreement,
  scopeFits,
  credentialSelector,
  credentialVariables,
  credentialWinner,
  keysBesideToken,
  proxyExceptions,
  extraTrust,
];

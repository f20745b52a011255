import type { Check } from "../../check.ts";
import { apiVersion } from "./api-version.ts";
import { classicClientKey } from "./classic-client-key.ts";
import { classicClientPath } from "./classic-client-path.ts";
import { cloudAgreement } from "./cloud-agreement.ts";
import { credentialSelector } from "./credential-selector.ts";
import { credentialVariables } from "./credential-variables.ts";
import { credentialWinner } from "./credential-winner.ts";
import { deploymentNamed } from "./deployment-named.ts";
import { endpointAgreement } from "./endpoint-agreement.ts";
import { endpointGiven } from "./endpoint-given.ts";
import { extraTrust } from "./extra-trust.ts";
import { keysBesideToken } from "./keys-beside-token.ts";
import { openAiBaseUrl } from "./openai-base-url.ts";
import { openAiPlatformIds } from "./openai-platform-ids.ts";
import { proxyExceptions } from "./proxy-exceptions.ts";
import { scopeFits } from "./scope-fits.ts";

/** In the order in which a reader should hear of them. */
export const configurationChecks: readonly Check[] = [
  endpointGiven,
  endpointAgreement,
  openAiBaseUrl,
  classicClientPath,
  apiVersion,
  deploymentNamed,
  cloudAgreement,
  scopeFits,
  credentialSelector,
  credentialVariables,
  credentialWinner,
  classicClientKey,
  keysBesideToken,
  openAiPlatformIds,
  proxyExceptions,
  extraTrust,
];

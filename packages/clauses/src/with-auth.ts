import type { Clause } from "./clause.ts";
import { all, atLeast, exits, failed, misconfigured, modelRequestsPerQuestion, must, within } from "./expectations.ts";

const samples = ["with-auth"] as const;

/** The clauses of failures and configuration for with-auth, whose sentences are those of @copilot-entra/auth. */
export const withAuth: readonly Clause[] = [
  { id: "C1", title: "without a resource URL the sample says so and asks nobody", samples, scenarios: ["no-url", "blank-url"], judge: misconfigured(/^FOUNDRY_RESOURCE_URL.* https:/) },
  { id: "C3", title: "a resource URL that is no https URL is refused", samples, scenarios: ["url-undefined", "url-http"], judge: misconfigured(/^FOUNDRY_RESOURCE_URL.* https:/) },
  { id: "C4", title: "without AZURE_TOKEN_CREDENTIALS the sample says so and tries no credential", samples, scenarios: ["no-selector", "blank-selector"], judge: misconfigured(/^AZURE_TOKEN_CREDENTIALS must be set/) },
  { id: "C5", title: "an unknown name in AZURE_TOKEN_CREDENTIALS is refused", samples, scenarios: ["unknown-selector"], judge: misconfigured(/^AZURE_TOKEN_CREDENTIALS with one of .*ManagedIdentityCredential/) },
  { id: "C9", title: "a FOUNDRY_SCOPE that does not end in /.default is refused", samples, scenarios: ["wrong-scope"], judge: misconfigured(/FOUNDRY_SCOPE: .*\/\.default/) },
  { id: "F1", title: "without a role the service's code and message are shown", samples, scenarios: ["no-role"], judge: all(failed("HTTP 401 (PermissionDenied)", "lacks the required data action"), modelRequestsPerQuestion(1, 3)) },
  { id: "F3", title: "a 403 is shown with the service's code and message, after one attempt", samples, scenarios: ["403"], judge: all(failed(/HTTP 403 \(\w+\): \S/), modelRequestsPerQuestion(1, 1)) },
  { id: "F4", title: "a missing deployment is shown with the service's code and message, after one attempt", samples, scenarios: ["404"], judge: all(failed("HTTP 404 (DeploymentNotFound)"), modelRequestsPerQuestion(1, 1)) },
  { id: "F5", title: "a 429 is waited for and then shown", samples, scenarios: ["429"], judge: all(failed("Too many requests"), modelRequestsPerQuestion(6, 6), atLeast(5)) },
  { id: "F8", title: "an endpoint that never answers ends the turn after 120 s", samples, scenarios: ["hang"], judge: all(failed("No answer came within 120000 ms"), atLeast(119), within(150)) },
  { id: "F9", title: "an identity endpoint that never answers is named, in time", samples, scenarios: ["hang-identity"], judge: all(failed("gave no token within"), within(60)) },
  { id: "F10", title: "an identity that is refused is shown in the identity service's words", samples, scenarios: ["identity-refused"], judge: failed(/Managed Identity found/) },
  { id: "F12", title: "what is no token is refused without showing it", samples, scenarios: ["token-broken"], judge: failed("The token holds a control character") },
  {
    id: "F14",
    title: "a question right after a failed one is really asked",
    samples,
    scenarios: ["error-then-well"],
    judge: all(
      exits(1),
      must((seen) => /^Hello from contoso, request 1, [12] user texts\.\r?\n$/.test(seen.stdout), (seen) => `the second question's answer alone expected on stdout, got ${JSON.stringify(seen.stdout)}`),
      must((seen) => seen.stderr.includes("(AccessDenied): The first question is refused."), (seen) => `the first question's failure expected on stderr, got ${JSON.stringify(seen.stderr)}`),
    ),
  },
];

import { conversations, copilotSamples as samples, plainSamples, type Clause } from "./clause.ts";
import { all, answered, atLeast, exits, failed, modelRequestsPerQuestion, must, nextStep, tokenRequests, within } from "./expectations.ts";

const renewed = must((seen) => tokenRequests(seen).length === 2, (seen) => `two token requests expected, one per token life, got ${tokenRequests(seen).length}`);

/** The first question fails, the second is answered: as the second text of the history, or as the first where the service never saw it. */
const goesOnWell = all(
  exits(1),
  must((seen) => /^Hello from contoso, request 1, [12] user texts\.\r?\n$/.test(seen.stdout), (seen) => `the second question's answer alone expected on stdout, got ${JSON.stringify(seen.stdout)}`),
  must((seen) => seen.stderr.includes("AccessDenied: The first question is refused.") && seen.stderr.split(nextStep).length === 2, (seen) => `one failure expected on stderr, got ${JSON.stringify(seen.stderr)}`),
);

/** What a reader sees when something fails, and what heals by itself. */
export const failure: readonly Clause[] = [
  { id: "F1", title: "without a role the service's code and message are shown", samples: plainSamples, scenarios: ["no-role"], judge: all(failed("401 PermissionDenied: ", "lacks the required data action"), modelRequestsPerQuestion(1, 3)) },
  { id: "F2", title: "a 401 that passes is not noticed", samples, scenarios: ["401-once"], judge: answered },
  { id: "F3", title: "a 403 is shown with the service's code and message, after one attempt", samples: plainSamples, scenarios: ["403"], judge: all(failed(/^403 \w+: \S/), modelRequestsPerQuestion(1, 1)) },
  { id: "F4", title: "a missing deployment is shown with the service's code and message, after one attempt", samples: plainSamples, scenarios: ["404"], judge: all(failed(/^404 DeploymentNotFound: \S/), modelRequestsPerQuestion(1, 1)) },
  { id: "F5", title: "a 429 is waited for and then shown", samples: plainSamples, scenarios: ["429"], judge: all(failed("429 429: Too many requests"), modelRequestsPerQuestion(6, 6), atLeast(5)) },
  { id: "F6", title: "a 500 that passes is not noticed", samples, scenarios: ["500-once"], judge: answered },
  { id: "F7", title: "an answer that was cut once is asked for again", samples, scenarios: ["cut-once"], judge: all(exits(0), must((seen) => /^Hello from contoso, request \d, 1 user texts\.\r?\n/.test(seen.stdout) && seen.stderr === "", (seen) => `answer expected, got ${JSON.stringify(seen.stdout + seen.stderr)}`)) },
  { id: "F8", title: "an endpoint that never answers ends the turn after 120 s", samples: plainSamples, scenarios: ["hang"], judge: all(failed("No answer within 120 s"), atLeast(119), within(150)) },
  {
    id: "F9",
    title: "an identity endpoint that never answers is named, in time",
    samples: plainSamples,
    scenarios: ["hang-identity"],
    judge: (seen, context) => all(failed("No token from Microsoft Entra ID within 10 s"), within(context.sample === "token-provider" ? 100 : 45))(seen, context),
  },
  { id: "F10", title: "an identity that is refused is shown in the identity service's words", samples: plainSamples, scenarios: ["identity-refused"], judge: failed("No token from Microsoft Entra ID: ", /Managed Identity found|has not been assigned to this resource/) },
  { id: "F11", title: "a line end after the token does no harm", samples, scenarios: ["token-with-line-end"], judge: answered },
  { id: "F12", title: "what is no token is refused without showing it", samples: plainSamples, scenarios: ["token-broken"], judge: failed("The credential returned something that is not a token") },
  { id: "F13", title: "a token that expires in mid-conversation is replaced and the history stays", samples: conversations, scenarios: ["expiry"], judge: all(answered, renewed) },
  { id: "F14", title: "a question right after a failed one is really asked", samples: ["token-refresh"], scenarios: ["error-then-well"], judge: goesOnWell },
  { id: "F15", title: "an answer without text is a failure", samples, scenarios: ["empty-answer"], judge: failed() },
  { id: "F16", title: "a certificate that is not trusted is named, in time", samples, scenarios: ["untrusted-ca"], judge: all(failed(/certificate|issuer/i), within(90)) },
];

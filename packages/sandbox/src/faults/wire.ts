import type { WireFault } from "../world.ts";
import type { Fault, FaultRecords } from "./fault.ts";

const tooMany = JSON.stringify({ error: { code: "429", message: "Requests to the Responses_Create Operation under Azure OpenAI API version v1 have exceeded call rate limit of your current AIServices S0 pricing tier. Please retry after 1 second." } });
const html = "<!DOCTYPE html><html><head><title>Sign in to the network</title></head><body><h1>Sign in to the network</h1></body></html>";
const failed = JSON.stringify({ error: { code: "InternalServerError", message: "The server had an error while processing your request." } });
const denied = JSON.stringify({ statusCode: 401, message: "Unauthorized. Access token is missing, invalid, audience is incorrect (https://cognitiveservices.azure.com), or have expired." });
const json = { "content-type": "application/json" };

/** Misbehaviour that no part of Azure intends: for tests of retries, deadlines and error texts. */
export const wireFaults: FaultRecords = {
  "wire-hang": wire("The data plane takes the request and never answers", { where: "foundry", effect: { kind: "hang" } }),
  "wire-hang-identity": wire("Token and identity endpoints take the request and never answer", { where: "entra", effect: { kind: "hang" } }, { where: "managed-identity", effect: { kind: "hang" } }),
  "wire-hang-arm": wire("Azure Resource Manager takes the request and never answers", { where: "arm", effect: { kind: "hang" } }),
  "wire-cut-stream": wire("Every answer of the data plane breaks off in the middle", { where: "foundry", effect: { kind: "cut", afterBytes: 400 } }),
  "wire-cut-once": wire("The first answer of the data plane breaks off in the middle", { where: "foundry", effect: { kind: "cut", afterBytes: 400 }, times: 1 }),
  "wire-reset": wire("The data plane closes every connection without an answer", { where: "foundry", effect: { kind: "reset" } }),
  "wire-429": wire("The data plane answers 429 without saying how long to wait", answer(429, json, tooMany)),
  "wire-429-retry-after": wire("The data plane answers 429 once and asks to wait one second", { ...answer(429, { ...json, "retry-after": "1", "retry-after-ms": "1000" }, tooMany), times: 1 }),
  "wire-429-retry-after-long": wire("The data plane answers 429 and asks to wait a day", answer(429, { ...json, "retry-after": "86400" }, tooMany)),
  "wire-500": wire("The data plane answers 500", answer(500, json, failed)),
  "wire-500-once": wire("The data plane answers 500 once", { ...answer(500, json, failed), times: 1 }),
  "wire-503": wire("The data plane answers 503 in HTML", answer(503, { "content-type": "text/html" }, html)),
  "wire-401-once": wire("The data plane refuses the first token it sees", { ...answer(401, json, denied), times: 1 }),
  "wire-html": wire("A page in HTML comes back with status 200 in place of the data plane's answer", answer(200, { "content-type": "text/html" }, html)),
  "wire-html-identity": wire(
    "A page in HTML comes back with status 200 in place of a token",
    { ...answer(200, { "content-type": "text/html" }, html), where: "entra" },
    { ...answer(200, { "content-type": "text/html" }, html), where: "managed-identity" },
  ),
  "wire-500-identity": wire("Token and identity endpoints answer 500", { ...answer(500, json, failed), where: "entra" }, { ...answer(500, json, failed), where: "managed-identity" }),
  "wire-429-arm": wire("Azure Resource Manager answers 429 once and asks to wait one second", {
    where: "arm",
    effect: { kind: "answer", status: 429, headers: { ...json, "retry-after": "1", "x-ms-ratelimit-remaining-subscription-reads": "0" }, body: JSON.stringify({ error: { code: "TooManyRequests", message: "The request is being throttled as the limit has been reached for operation type - Read_ObservationWindow_00:01:00." } }) },
    times: 1,
  }),
};

function answer(status: number, headers: Record<string, string>, body: string): WireFault {
  return { where: "foundry", effect: { kind: "answer", status, headers, body } };
}

function wire(title: string, ...faults: WireFault[]): Omit<Fault, "id"> {
  return {
    title,
    wire: true,
    // Copied, since a fault that hits a number of times is used up.
    apply: (world) => void world.wireFaults.push(...structuredClone(faults)),
  };
}

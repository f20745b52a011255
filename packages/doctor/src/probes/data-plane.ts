import { readServiceAnswer, readServiceFailure } from "../data-plane/read-answer.ts";
import { inferenceRequest, modelsRequest, type SampleRequest } from "../data-plane/sample-request.ts";
import type { ServiceAnswer } from "../facts/network.ts";
import { type Fact, known, unknown } from "../facts.ts";
import type { ProbeTools } from "../probe.ts";
import { defineProbe } from "../probe.ts";
import { redact } from "../redact.ts";

/** The service's list of models with the token: proves name, network, TLS, audience, tenant and role, and costs nothing. */
export const modelsProbe = defineProbe({
  id: "models",
  gives: ["models"],
  needs: ["settings", "acquisition"],
  online: true,
  run: async ({ known: { settings }, tools }, signal) => {
    const endpoint = settings.endpoint.parsed;
    if (endpoint === undefined) return { models: unknown("settings", "there is no endpoint to ask") };
    const request = modelsRequest(endpoint);
    if (request === undefined) return { models: unknown("not-asked", "this endpoint has no list of models") };
    const token = tools.tokens.get("data");
    return { models: token === undefined ? unknown("acquisition", "there is no token to ask with") : await ask(request, token, tools, signal) };
  },
});

/** One short answer of the model: what the application itself would ask. */
export const inferenceProbe = defineProbe({
  id: "the model's answer",
  gives: ["inference"],
  needs: ["settings", "acquisition"],
  online: true,
  run: async ({ known: { settings }, tools }, signal) => {
    const endpoint = settings.endpoint.parsed;
    if (endpoint === undefined) return { inference: unknown("settings", "there is no endpoint to ask") };
    if (!settings.inference) return { inference: unknown("not-asked", "--no-inference was given") };
    if (settings.model === undefined) return { inference: unknown("not-asked", "no deployment was named (--model)") };
    const token = tools.tokens.get("data");
    if (token === undefined) return { inference: unknown("acquisition", "there is no token to ask with") };
    return { inference: await ask(inferenceRequest(endpoint, settings.wireApi, settings.model.value), token, tools, signal) };
  },
});

async function ask({ method, url, body }: SampleRequest, token: string, tools: ProbeTools, signal: AbortSignal): Promise<Fact<ServiceAnswer>> {
  const payload = body === undefined ? {} : { body, headers: { "content-type": "application/json" } };
  const answer = await tools.http.request({ method, url, token, ...payload }, signal);
  if (answer.kind === "failure") {
    const { kind, message } = answer.failure;
    // The way to the service is judged by its own checks; here it only is the reason why nothing is known.
    if (kind === "dns" || kind === "tcp" || kind === "tls" || kind === "proxy") return unknown(kind, message);
    return known(readServiceFailure({ method, url, ms: answer.ms }, answer.failure));
  }
  const read = readServiceAnswer({ method, url, status: answer.status, headers: answer.headers, body: answer.body, ms: answer.ms });
  // A gateway may echo the request, token included. Ids stay: the verdict compares them, and every renderer redacts again.
  const safe = (text: string): string => redact(text, { unredacted: true });
  return known({ ...read, excerpt: safe(read.excerpt), ...(read.message !== undefined && { message: safe(read.message) }) });
}

/** Both questions to the service. */
export const dataPlaneProbes = [modelsProbe, inferenceProbe] as const;

import { readAnswerKind } from "../data-plane/answer-kind.ts";
import { readServiceAnswer } from "../data-plane/read-answer.ts";
import type { HttpFact, ServiceAnswer } from "../facts/network.ts";
import { known, unknown } from "../facts.ts";
import { defineProbe } from "../probe.ts";

/** What the service says to a request without a token: who answers there, and whether the caller's network may come in. */
export const httpProbe = defineProbe({
  id: "HTTP",
  gives: ["http"],
  needs: ["settings"],
  online: true,
  run: async ({ known: { settings }, tools }, signal) => {
    const endpoint = settings.endpoint.parsed;
    if (endpoint === undefined) return { http: unknown("settings", "there is no usable endpoint") };
    const request = { method: "GET", url: `${endpoint.baseUrl}/models` } as const;
    const answer = await tools.http.request(request, signal);
    if (answer.kind === "failure") {
      const { kind, message } = answer.failure;
      if (kind === "timeout") return { http: unknown("timed-out", message) };
      return { http: unknown(kind === "protocol" ? "failed" : kind, message) };
    }
    const read = readServiceAnswer({ ...request, ...answer });
    const { clientIp } = readAnswerKind(read);
    const callerIp = clientIp ?? read.headers["x-ms-client-ip"];
    return { http: known({ ...read, service: serviceOf(read), ...(callerIp === undefined ? {} : { callerIp }) }) };
  },
});

/** The service's own headers or bodies tell it from a gateway, a proxy's page, or a stranger. */
function serviceOf(answer: ServiceAnswer): HttpFact["service"] {
  const { kind } = readAnswerKind(answer);
  if (kind === "gateway-key-missing") return "gateway";
  if (answer.headers["apim-request-id"] !== undefined || answer.headers["x-ms-region"] !== undefined) return "foundry";
  if (kind === "not-the-service") return answer.headers["via"] !== undefined || answer.status === 502 || answer.status === 503 ? "proxy" : "other";
  return answer.status === 0 ? "other" : "foundry";
}

import { defineCheck, failed, passed, warned } from "../../check.ts";
import type { CauseId } from "../../causes/cause-ids.ts";
import { endpointVariables, variableOf } from "../../settings.ts";

/** What each refused spelling comes down to. */
const causes: Readonly<Record<string, CauseId>> = {
  "endpoint-placeholder": "config-missing",
  "endpoint-not-a-url": "config-missing",
  "endpoint-no-resource": "config-missing",
  "endpoint-holds-secret": "config-missing",
  "endpoint-insecure": "endpoint-wrong-kind",
  "endpoint-portal": "endpoint-wrong-kind",
  "endpoint-resource-id": "endpoint-wrong-kind",
  "endpoint-wrong-service": "endpoint-wrong-kind",
  "endpoint-untrusted-host": "endpoint-wrong-kind",
  "endpoint-wrong-port": "endpoint-wrong-kind",
  "endpoint-unknown-path": "endpoint-wrong-path",
};

/** The endpoint is there and spelled as one of the shapes that Azure has. */
export const endpointGiven = defineCheck({
  id: "endpoint-spelling",
  title: "endpoint is a resource or project URL",
  needs: ["settings"],
  judge: ({ settings: { endpoint } }) => {
    const variable = variableOf(endpoint.source);
    const evidence = { source: endpoint.source, given: endpoint.given };
    if (endpoint.given === undefined) return failed("config-missing", { expected: endpointVariables.join(" or "), actual: "no endpoint is given", variable: "FOUNDRY_RESOURCE_URL" });
    if (endpoint.problem !== undefined && endpoint.problem.code !== "endpoint-regional") {
      return failed(causes[endpoint.problem.code] ?? "config-missing", { ...evidence, problem: endpoint.problem.message, suggestion: endpoint.problem.suggestion, variable });
    }
    const doubled = endpoint.notes.find((note) => note.code === "doubled-path");
    if (doubled !== undefined) return failed("endpoint-doubled-path", { ...evidence, expected: endpoint.parsed?.origin, actual: "/openai/v1 stands twice", variable, suggestion: endpoint.parsed?.origin });
    const legacy = endpoint.notes.find((note) => note.code === "deployment-path" || note.code === "api-version-dropped");
    if (legacy !== undefined) return warned("endpoint-wrong-path", { ...evidence, expected: endpoint.parsed?.baseUrl, actual: "the URL of one deployment's old route; the /openai/v1 routes take the resource's URL", variable, suggestion: endpoint.parsed?.origin });
    return passed({ ...evidence, kind: endpoint.parsed?.kind, baseUrl: endpoint.parsed?.baseUrl });
  },
});

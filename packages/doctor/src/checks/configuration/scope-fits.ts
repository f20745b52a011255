import { defineCheck, failed, passed, warned } from "../../check.ts";
import { variableOf } from "../../settings.ts";

/** The scope asked for is one that this kind of endpoint takes. */
export const scopeFits = defineCheck({
  id: "scope",
  title: "scope fits the endpoint",
  needs: ["settings"],
  judge: ({ settings: { scope, endpoint, cloud } }) => {
    const { value } = scope;
    const expected = endpoint.parsed?.scope ?? cloud.dataScopes[0];
    const evidence = { scope: value, actual: value, expected, source: scope.source };
    const asked = { ...evidence, variable: variableOf(scope.source), expectedAudience: expected?.replace(/\/\.default$/, "") };
    if (!value.endsWith("/.default")) return failed("scope-malformed", { ...asked, problem: "it does not end in /.default" });
    if (/\s/.test(value.trim())) return failed("scope-malformed", { ...asked, problem: "it names more than one scope" });
    const resource = value.replace(/\/\.default$/, "").replace(/\/+$/, "").toLowerCase();
    const known = cloud.dataScopes.map((other) => other.replace(/\/\.default$/, ""));
    if (known.includes(resource)) {
      // A project takes the Foundry audience alone.
      const wrongForProject = endpoint.parsed?.kind === "project" && resource !== expected?.replace(/\/\.default$/, "");
      if (wrongForProject) return failed("token-wrong-audience", { ...asked, audience: resource });
      return value.endsWith("//.default") ? warned("token-wrong-audience", { ...evidence, problem: "the doubled slash ends up in the audience" }) : passed(evidence);
    }
    if (/^https:\/\/(ai|cognitiveservices)\.azure\.(com|us|cn)$/.test(resource)) return failed("wrong-cloud", { ...asked, cloud: cloud.name });
    if (/^https:\/\/(management|graph|openai|ml|vault|search)\b/.test(resource)) return failed("token-wrong-audience", { ...asked, audience: resource });
    if (cloud.name === "custom" || endpoint.parsed?.kind === "other") return passed(evidence);
    return failed("resource-not-found-bad-scope", { ...asked, resource });
  },
});

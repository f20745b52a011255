import { defineCheck, passed, warned } from "../../check.ts";

/** Programs differ in which variable they read first; two that name different resources make them differ in what they call. */
export const endpointAgreement = defineCheck({
  id: "endpoint-agreement",
  title: "endpoint variables name the same resource",
  needs: ["settings"],
  beside: ({ settings: { endpoint } }) => (endpoint.others.length === 0 ? "only one names an endpoint" : undefined),
  judge: ({ settings: { endpoint } }) => {
    const other = endpoint.others.find((entry) => !entry.sameHost);
    if (other === undefined || endpoint.source === "argument") return passed({ used: endpoint.source });
    return warned("endpoint-wrong-kind", { used: `${endpoint.source ?? ""} = ${endpoint.given ?? ""}`, differs: `$${other.variable} = ${other.value}`, variable: other.variable });
  },
});

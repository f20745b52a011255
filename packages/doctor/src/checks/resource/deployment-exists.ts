import { defineCheck, failed, passed, undecided } from "../../check.ts";
import { resourceEvidence } from "../../evidence.ts";
import { namesNear } from "../../names-near.ts";

/** The name that the program sends as `model` is that of a deployment, and the deployment is ready. */
export const deploymentExists = defineCheck({
  id: "deployment-exists",
  title: "the deployment exists and is ready",
  needs: ["settings", "deployments"],
  uses: ["account"],
  judge: ({ settings, deployments }, facts) => {
    const names = deployments.items.map(({ name }) => name);
    const evidence = { ...resourceEvidence(facts), deployments: names };
    const wanted = settings.model?.value;
    if (wanted === undefined) return undecided("the deployment's name (--model)", evidence);
    const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();
    const found = deployments.items.find(({ name }) => same(name, wanted));
    if (found === undefined) {
      if (!deployments.complete) return undecided("the rest of the deployments: Microsoft.CognitiveServices/accounts/deployments/read", { ...evidence, gaps: deployments.gaps });
      const ofModel = deployments.items.filter(({ model }) => same(model, wanted)).map(({ name }) => name);
      const near = ofModel.length > 0 ? ofModel : namesNear(wanted, names);
      const actual = names.length === 0 ? "the account has no deployments" : ofModel.length > 0 ? `${wanted} is the name of a model; its deployment has a name of its own` : "no deployment of this name";
      return failed("deployment-not-found", { ...evidence, expected: wanted, deployment: wanted, actual, suggestion: near.join(" or ") || undefined });
    }
    const seen = { ...evidence, deployment: found.name, model: found.model, version: found.version, sku: found.sku, state: found.state };
    if (found.state !== "" && found.state !== "Succeeded") return failed("deployment-not-found", { ...seen, actual: `the deployment is ${found.state}`, expected: "Succeeded" });
    return passed(seen);
  },
});

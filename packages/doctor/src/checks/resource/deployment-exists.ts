import { defineCheck, failed, passed, undecided } from "../../check.ts";
import { accountEvidence } from "../../evidence.ts";
import { namesNear } from "../../names-near.ts";

/** The name that the program sends as `model` is that of a deployment, and the deployment is ready. */
export const deploymentExists = defineCheck({
  id: "deployment-exists",
  title: "the deployment exists and is ready",
  needs: ["settings", "deployments"],
  uses: ["account"],
  judge: ({ settings, deployments }, facts) => {
    const names = deployments.items.map(({ name }) => name);
    const evidence = { deployments: names, ...accountEvidence(facts) };
    const wanted = settings.model?.value;
    if (wanted === undefined) return undecided("the deployment's name (--model)", evidence);
    const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();
    const found = deployments.items.find(({ name }) => same(name, wanted));
    if (found === undefined) {
      if (!deployments.complete) return undecided("the rest of the deployments: Microsoft.CognitiveServices/accounts/deployments/read", { gaps: deployments.gaps, ...evidence });
      const ofModel = deployments.items.filter(({ model }) => same(model, wanted)).map(({ name }) => name);
      const near = ofModel.length > 0 ? ofModel : namesNear(wanted, names);
      const actual = names.length === 0 ? "the account has no deployments" : ofModel.length > 0 ? `${wanted} is the name of a model; its deployment has a name of its own` : "no deployment of this name";
      return failed("deployment-not-found", { expected: wanted, deployment: wanted, actual, suggestion: near.join(" or ") || undefined, ...evidence });
    }
    const seen = { deployment: found.name, model: found.model, version: found.version, sku: found.sku, state: found.state, ...evidence };
    if (found.state !== "" && found.state !== "Succeeded") return failed("deployment-not-found", { actual: `the deployment is ${found.state}`, expected: "Succeeded", ...seen });
    return passed(seen);
  },
});

import { defineCheck, failed, passed, undecided } from "../../check.ts";
import { readAnswerKind } from "../../data-plane/answer-kind.ts";
import { accountEvidence } from "../../evidence.ts";

const wanted = { responses: "responses", completions: "chatCompletion" } as const;

/** The deployed model serves the API that the program speaks. */
export const deploymentServesApi = defineCheck({
  id: "deployment-serves-api",
  title: "the deployed model serves the API in use",
  needs: ["settings", "deployments"],
  uses: ["inference"],
  judge: ({ settings, deployments }, facts) => {
    const deployment = deployments.items.find(({ name }) => name.toLowerCase() === settings.model?.value.toLowerCase());
    const evidence = { api: settings.wireApi, ...accountEvidence(facts) };
    if (deployment === undefined) return undecided("the deployment", evidence);
    const { capabilities, model } = deployment;
    const seen = { model, capabilities: Object.keys(capabilities).filter((name) => capabilities[name] === "true"), ...evidence };
    const stated = capabilities[wanted[settings.wireApi]];
    const answered = facts.inference.known ? readAnswerKind(facts.inference.value).kind : undefined;
    if (stated === "true" || answered === "ok") return passed(seen);
    // A map that leaves the API out says no only where it says what else the model is for.
    const other = capabilities["embeddings"] === "true" || capabilities["imageGenerations"] === "true" || capabilities["audio"] === "true";
    if (stated === "false" || answered === "operation-not-supported" || other) {
      return failed("model-api-mismatch", { actual: other ? `${model} is not a chat model` : `${model} does not serve it`, expected: `a deployment with ${wanted[settings.wireApi]}`, ...seen });
    }
    return undecided("an answer of the model; Azure Resource Manager does not say whether it serves this API", seen);
  },
});

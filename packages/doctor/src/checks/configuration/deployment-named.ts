import { defineCheck, failed, passed, warned } from "../../check.ts";
import { modelVariables, variableOf } from "../../settings.ts";
import { templateText } from "../../template-text.ts";

/** What programs send as model is the deployment's name; its variables hold a real one, and all the same. */
export const deploymentNamed = defineCheck({
  id: "deployment-variable",
  title: "the deployment's variables name one deployment",
  needs: ["environment", "settings"],
  beside: ({ settings: { model } }) => (model === undefined ? "no deployment is named" : undefined),
  judge: ({ settings: { model }, environment: { variables } }) => {
    const value = model?.value ?? "";
    const variable = variableOf(model?.source);
    const evidence = { variable, deployment: value, actual: value };
    if (templateText.test(value)) return failed("deployment-not-found", { ...evidence, actual: "a template's text", expected: "the name of a deployment of the account" });
    if (!/^[\w.-]+$/.test(value)) return failed("deployment-not-found", { ...evidence, problem: "a deployment's name holds letters, digits, full stops, - and _ alone" });
    const other = modelVariables.find((name) => variables[name]?.state === "set" && variables[name].value?.trim() !== value);
    if (other === undefined || variable === undefined) return passed(evidence);
    return warned("deployment-not-found", { ...evidence, actual: `$${variable} = ${value}`, differs: `$${other} = ${variables[other]?.value ?? ""}`, problem: "programs differ in which of them they read" });
  },
});

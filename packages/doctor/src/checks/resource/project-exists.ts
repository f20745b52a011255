import { defineCheck, failed, passed, undecided } from "../../check.ts";
import { accountEvidence } from "../../evidence.ts";
import { namesNear } from "../../names-near.ts";

/** A project URL names a project of this account. */
export const projectExists = defineCheck({
  id: "project-exists",
  title: "the project of the URL exists",
  needs: ["settings", "account"],
  beside: ({ settings }) => (settings.endpoint.parsed?.kind === "project" ? undefined : "the endpoint is the account's own, not a project's"),
  judge: ({ settings, account }, facts) => {
    const evidence = accountEvidence(facts);
    const { project = "" } = settings.endpoint.parsed ?? {};
    if (!account.found) return undecided("the account", evidence);
    const found = account.projects.some((name) => name.toLowerCase() === project.toLowerCase());
    if (found) return passed({ project });
    if (account.projects.length === 0) return undecided("the account's projects: Microsoft.CognitiveServices/accounts/projects/read", evidence);
    const near = namesNear(project, account.projects);
    return failed("endpoint-wrong-path", { expected: account.projects.join(", "), actual: `no project ${project}`, suggestion: near.join(" or ") || undefined, ...evidence });
  },
});

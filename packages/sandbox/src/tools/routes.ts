import { json, type PartRoutes } from "../app.ts";
import { runTool } from "./command-line.ts";
import { githubIdToken } from "./github-actions.ts";

/** What a machine serves to programs on itself: the job's ID token, and what stand-ins of command-line tools print. */
export const toolRoutes: PartRoutes = {
  routes: [
    { method: "GET", path: "/idtoken", handler: githubIdToken },
    { method: "POST", path: "/:tool", handler: runTool },
  ],
  notFound: () => json(404, { error: "not_found" }),
};

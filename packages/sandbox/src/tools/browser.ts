import { entraRoutes } from "../entra/routes.ts";
import { createApp } from "../app.ts";
import { partOfHost } from "../names.ts";
import { failed, printed, type Tool } from "./tool.ts";

const none = { routes: [], notFound: entraRoutes.notFound };
const app = createApp({ entra: entraRoutes, "managed-identity": none, arm: none, graph: none, foundry: none, tool: none });

/**
 * A browser in which the developer is signed in already: opens an authorize URL and says where it is sent back to, for the stand-in to call.
 * The address has the code in it, as a browser's address bar would.
 */
export const browser: Tool = async (args, _, context) => {
  const address = args.at(-1) ?? "";
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || partOfHost(url.hostname)?.part !== "entra") return failed("browser: the sandbox opens sign-in pages only");
  const answer = await app("entra", { method: "GET", url, headers: {}, body: "" }, context);
  const location = answer.headers["location"];
  return location === undefined ? failed(typeof answer.body === "string" ? answer.body : "browser: no way back") : printed(location);
};

import { entraRoutes } from "../entra/routes.ts";
import { createApp } from "../app.ts";
import { partOfHost } from "../names.ts";
import { failed, printed, type Tool } from "./tool.ts";

const none = { routes: [], notFound: entraRoutes.notFound };
const app = createApp({ entra: entraRoutes, "managed-identity": none, arm: none, graph: none, foundry: none, tool: none });

/**
 * A browser in which the developer is signed in already: opens an authorize URL and says what it would send back to the program that
 * waits, for the stand-in to send: it follows a redirect, or submits the page's form.
 */
export const browser: Tool = async (args, _, context) => {
  const address = args.at(-1) ?? "";
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || partOfHost(url.hostname)?.part !== "entra") return failed("browser: the sandbox opens sign-in pages only");
  const answer = await app("entra", { method: "GET", url, headers: {}, body: "" }, context);
  const location = answer.headers["location"];
  if (location !== undefined) return printed(JSON.stringify({ method: "GET", url: location, body: "" }));
  const page = typeof answer.body === "string" ? answer.body : "";
  const action = /action="([^"]+)"/.exec(page)?.[1];
  if (action === undefined) return failed(page);
  const fields = [...page.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = "", value = ""]): [string, string] => [name, readHtml(value)]);
  return printed(JSON.stringify({ method: "POST", url: readHtml(action), body: new URLSearchParams(fields).toString() }));
};

function readHtml(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

import { failed, optionOf, printed, type Tool } from "./tool.ts";
import { developerOf, developerToken } from "./developer.ts";

/** The Azure Developer CLI, as far as libraries use it. */
export const azd: Tool = (args, behaviour, context) => {
  const [first = "", second = ""] = args;
  if (behaviour === "broken") return failed("ERROR: failed to load config: unexpected end of JSON input");
  if (first === "version" || first === "--version") return printed("azd version 1.24.0 (commit 0000000000000000000000000000000000000000)");
  const developer = developerOf(context);
  if (first !== "auth" || (second !== "token" && second !== "login")) return failed(`ERROR: unknown command "${args.join(" ")}" for "azd"`);
  if (behaviour === "signed-out" || developer === undefined) return failed("ERROR: not logged in, run `azd auth login` to login");
  if (second === "login") return printed(`Logged in to Azure as ${developer.user.userPrincipalName ?? ""}`);
  const scopes = args.flatMap((arg, index) => (arg === "--scope" ? [args[index + 1] ?? ""] : []));
  const scope = scopes[0] ?? "https://management.azure.com//.default";
  if (behaviour === "expired") return failed(reauthenticate("AADSTS700082: The refresh token has expired due to inactivity.", scope));
  const token = developerToken(scope, optionOf(args, "--tenant-id"), context);
  if (token.refused !== undefined) return failed(reauthenticate(token.refused, scope));
  const expiresOn = new Date(token.expiresAt * 1000).toISOString().replace(".000Z", "Z");
  return printed(optionOf(args, "--output", "-o") === "json" ? JSON.stringify({ token: token.token, expiresOn }) : token.token);
};

function reauthenticate(sentence: string, scope: string): string {
  return `ERROR: fetching token: ${sentence}\nreauthentication required, run \`azd auth login --scope ${scope}\` to log in`;
}

import type { Context } from "../app.ts";
import { clouds } from "../names.ts";
import { failed, optionOf, printed, type Tool, type ToolAnswer } from "./tool.ts";
import { developerOf, developerToken, type Developer } from "./developer.ts";

/** The Azure CLI, as far as libraries and the fixes' first steps use it; versions and sentences are those of 2.91. */
export const az: Tool = (args, behaviour, context) => {
  if (behaviour === "broken") return failed("Traceback (most recent call last):\n  File \"<frozen runpy>\", line 198, in _run_module_as_main\nModuleNotFoundError: No module named 'azure.cli'");
  const command = args.slice(0, args.findIndex((arg) => arg.startsWith("-")) === -1 ? args.length : args.findIndex((arg) => arg.startsWith("-"))).join(" ");
  if (command === "version" || args[0] === "--version") return show({ "azure-cli": "2.91.0", "azure-cli-core": "2.91.0", "azure-cli-telemetry": "1.1.0", extensions: {} }, args);
  const answer = commands[command];
  if (answer === undefined) return failed(`ERROR: '${command}' is misspelled or not recognized by the system.`, 2);
  const developer = developerOf(context);
  if (behaviour === "signed-out" || developer === undefined) return failed("ERROR: Please run 'az login' to setup account.");
  return answer(args, { developer, expired: behaviour === "expired" }, context);
};

type Command = (args: readonly string[], session: { developer: Developer; expired: boolean }, context: Context) => ToolAnswer;

const commands: Record<string, Command> = {
  "account get-access-token": (args, { developer, expired }, context) => {
    const resource = optionOf(args, "--resource");
    const scope = optionOf(args, "--scope", "--scopes") ?? `${resource ?? "https://management.core.windows.net/"}/.default`;
    if (expired) return loginNeeded(`AADSTS700082: The refresh token has expired due to inactivity. The token was issued on 2026-06-01T08:00:00.0000000Z and was inactive for 90.00:00:00.`, scope);
    const token = developerToken(scope, optionOf(args, "--tenant", "-t"), context);
    if (token.refused !== undefined) return loginNeeded(token.refused, scope);
    const subscription = context.world.subscriptions.find(({ tenantId }) => tenantId === developer.tenant.id)?.id;
    return show(
      { accessToken: token.token, expiresOn: localTime(token.expiresAt * 1000), expires_on: token.expiresAt, subscription, tenant: token.tenant.id, tokenType: "Bearer" },
      args,
    );
  },
  "account show": (args, { developer }, context) => show(accountsOf(developer, context)[0] ?? {}, args),
  "account list": (args, { developer }, context) => show(accountsOf(developer, context), args),
  "account tenant list": (args, { developer }) => show([{ id: `/tenants/${developer.tenant.id}`, tenantId: developer.tenant.id }], args),
  "ad signed-in-user show": (args, { developer: { user } }) => show({ displayName: user.displayName, id: user.id, userPrincipalName: user.userPrincipalName }, args),
  "cloud show": (args, { developer: { tenant } }) => {
    const { login, arm } = clouds[tenant.cloud];
    const name = { public: "AzureCloud", usgov: "AzureUSGovernment", china: "AzureChinaCloud" }[tenant.cloud];
    return show({ endpoints: { activeDirectory: `https://${login}`, resourceManager: `https://${arm}/` }, isActive: true, name }, args);
  },
};

function accountsOf({ user, tenant }: Developer, { world }: Context): Record<string, unknown>[] {
  return world.subscriptions
    .filter(({ tenantId }) => tenantId === tenant.id)
    .map(({ id, displayName }, index) => ({
      environmentName: "AzureCloud",
      homeTenantId: tenant.id,
      id,
      isDefault: index === 0,
      managedByTenants: [],
      name: displayName,
      state: "Enabled",
      tenantDefaultDomain: tenant.domain,
      tenantDisplayName: tenant.displayName,
      tenantId: tenant.id,
      user: { name: user.userPrincipalName, type: "user" },
    }));
}

function loginNeeded(sentence: string, scope: string): ToolAnswer {
  return failed(`ERROR: ${sentence}\nInteractive authentication is needed. Please run:\naz login --scope ${scope}`);
}

/** Prints as `--output` and a plain field in `--query` ask. */
function show(value: unknown, args: readonly string[]): ToolAnswer {
  const query = optionOf(args, "--query");
  const fields = query?.split(".") ?? [];
  const chosen = fields.reduce<unknown>((value, field) => (typeof value === "object" && value !== null ? (value as Record<string, unknown>)[field] : undefined), value);
  if (optionOf(args, "--output", "-o") === "tsv") return printed(typeof chosen === "string" ? chosen : typeof chosen === "object" ? Object.values(chosen ?? {}).join("\t") : JSON.stringify(chosen ?? ""));
  return printed(JSON.stringify(chosen ?? null, null, 2));
}

/** The CLI's older `expiresOn`: local time without zone, with microseconds. */
function localTime(milliseconds: number): string {
  const date = new Date(milliseconds);
  const shifted = new Date(milliseconds - date.getTimezoneOffset() * 60_000);
  return `${shifted.toISOString().replace("T", " ").slice(0, 19)}.000000`;
}

import { spawnSync } from "node:child_process";
import { ids, type World } from "@copilot-entra/sandbox";
import { azureCli } from "./azure-cli.ts";
import { doctorCli, type ProcessRun, runProcess } from "./doctor-run.ts";

const secret = `8Q~${"administrator".padEnd(34, "x")}`;
const administrator = { appId: "ad000000-0000-4000-8000-00000000a001", objectId: "ad000000-0000-4000-8000-00000000a002", principalId: "ad000000-0000-4000-8000-00000000a003" };

/** Somebody who may assign roles and change resources, and is not the caller that lacks something: an app that owns the subscription. */
export function addAdministrator(world: World): void {
  const { appId, objectId, principalId } = administrator;
  world.apps.push({ appId, objectId, tenantId: ids.contosoTenant, displayName: "administrator", multiTenant: false, publicClient: false, secrets: [{ keyId: objectId, value: secret, expiresAt: world.clock.now() + 3_600_000 }], certificates: [], federatedCredentials: [], redirectUris: [] });
  world.principals.push({ id: principalId, type: "ServicePrincipal", displayName: "administrator", tenantId: ids.contosoTenant, appId, enabled: true, memberOf: [] });
  world.roleAssignments.push({ name: "ad000000-0000-4000-8000-000000000001", scope: `/subscriptions/${ids.subscription}`, roleDefinitionId: ids.ownerRole, principalId, principalType: "ServicePrincipal", createdAt: 0, effectiveAt: 0 });
}

/** Lines pasted into one bash in which the real Azure CLI is signed in, and `entra-doctor` is the published bundle. */
export interface AzureShell {
  /** Why there is none here: one sentence. */
  missing?: string;
  /** Runs until the first line that fails. @param env the caller's environment in the sandbox; `PATH="$CALLER_PATH"` goes back to its own tools. */
  paste(env: Readonly<Record<string, string | undefined>>, lines: readonly string[]): Promise<ProcessRun>;
}

/** Who signs in: the administrator of `addAdministrator`, or the tenant's developer, who as a person may also change its apps. */
export type AzureShellUser = "administrator" | "developer";

/** Finds the real Azure CLI and bash. EDGE: starts processes. */
export function azureShell(as: AzureShellUser = "administrator"): AzureShell {
  const cli = azureCli();
  const folder = "folder" in cli ? cli.folder : "";
  const missing = "missing" in cli ? cli.missing : spawnSync("bash", ["--version"]).status === 0 ? undefined : "the printed commands are pasted into bash, which is not here";
  const start = [
    "set -e",
    `entra-doctor() { "${process.execPath}" "${doctorCli}" "$@"; }`,
    `az login ${as === "developer" ? "--use-device-code" : `--service-principal --username "${administrator.appId}" --password="${secret}"`} --tenant "${ids.contosoTenant}" --only-show-errors --output none`,
  ];
  return {
    ...(missing === undefined ? {} : { missing }),
    paste: (env, lines) => runProcess("bash", ["-c", [...start, ...lines].join("\n")], { ...env, PATH: `${folder}:${env["PATH"] ?? ""}`, CALLER_PATH: env["PATH"] }),
  };
}

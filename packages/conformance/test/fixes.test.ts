import { spawnSync } from "node:child_process";
import { createSandbox, ids, type RoleAssignment } from "@copilot-entra/sandbox";
import { describe, expect, it } from "vitest";
import { azureCli } from "../src/azure-cli.ts";
import { doctorCli, type DoctorReport, parseReport, runDoctorIn, runProcess } from "../src/doctor-run.ts";

/** Faults whose repair is a change in Azure that the printed commands make as they stand. */
const repairable = [
  "rbac-no-data-role",
  "rbac-role-lacks-data-action",
  "rbac-data-action-excluded",
  "rbac-role-at-wrong-scope",
  "rbac-role-on-other-account",
  "rbac-wrong-principal",
  "rbac-assigned-to-app-registration",
  "rbac-condition-unmet",
  "rbac-role-eligible-only",
  "rbac-left-the-group",
  "custom-subdomain-missing",
];

/** What the fix asks the person to set where the program runs, beside the change in Azure. */
const settings: Readonly<Record<string, string>> = { "custom-subdomain-missing": 'export FOUNDRY_RESOURCE_URL="https://contoso.openai.azure.com"' };

/** Who runs the commands: somebody who may assign roles, not the caller that lacks one. */
const owner: RoleAssignment = { name: "ad000000-0000-4000-8000-000000000001", scope: `/subscriptions/${ids.subscription}`, roleDefinitionId: ids.ownerRole, principalId: ids.fabrikamAppPrincipal, principalType: "ServicePrincipal", createdAt: 0, effectiveAt: 0 };
const administrator = { appId: "ad000000-0000-4000-8000-00000000a001", objectId: "ad000000-0000-4000-8000-00000000a002", principalId: "ad000000-0000-4000-8000-00000000a003", secret: `8Q~${"administrator".padEnd(34, "x")}` };

const cli = azureCli();
const bash = spawnSync("bash", ["--version"]).status === 0;
const missing = "missing" in cli ? cli.missing : bash ? undefined : "the printed commands are pasted into bash, which is not here";

describe.skipIf(missing !== undefined)(`the real Azure CLI runs the printed fix as it stands${missing === undefined ? "" : ` (skipped: ${missing})`}`, () => {
  it.each(repairable)("%s is healed by it", async (fault) => {
    const sandbox = await createSandbox({
      fault,
      mutate: (world) => {
        const { appId, objectId, principalId, secret } = administrator;
        world.apps.push({ appId, objectId, tenantId: ids.contosoTenant, displayName: "administrator", multiTenant: false, publicClient: false, secrets: [{ keyId: objectId, value: secret, expiresAt: world.clock.now() + 3_600_000 }], certificates: [], federatedCredentials: [], redirectUris: [] });
        world.principals.push({ id: principalId, type: "ServicePrincipal", displayName: "administrator", tenantId: ids.contosoTenant, appId, enabled: true, memberOf: [] });
        world.roleAssignments.push({ ...owner, principalId });
      },
    });
    try {
      const { report } = await runDoctorIn(sandbox, ["check", "--format", "json"]);
      const commands = report?.rootCause?.fix.flatMap(({ az = [] }) => az) ?? [];
      expect(commands.filter((line) => /\b[A-Z]{3,}_[A-Z_]+\b/.test(line))).toEqual([]);
      const after = await paste(sandbox.childEnv(process.env), "folder" in cli ? cli.folder : "", [...commands, settings[fault] ?? ":"]);
      expect({ stderr: after.stderr, outcome: after.report?.outcome, cause: after.report?.rootCause?.cause }).toEqual({ stderr: "", outcome: "healthy", cause: undefined });
    } finally {
      await sandbox.close();
    }
  }, 300_000);
});

/** One shell: signs in, runs the lines, and asks the doctor again with whatever the lines have set. */
async function paste(env: Record<string, string | undefined>, folder: string, commands: readonly string[]): Promise<{ report: DoctorReport | undefined; stderr: string }> {
  const script = [
    "set -e",
    `entra-doctor() { "${process.execPath}" "${doctorCli}" "$@"; }`,
    `az login --service-principal --username "${administrator.appId}" --password="${administrator.secret}" --tenant "${ids.contosoTenant}" --only-show-errors --output none`,
    "{",
    ...commands,
    "} > /dev/null",
    // The program under test keeps its own tools; the real az is signed in as somebody else.
    'PATH="$CALLER_PATH"',
    "entra-doctor check --format json",
  ].join("\n");
  const { stdout, stderr } = await runProcess("bash", ["-c", script], { ...env, PATH: `${folder}:${env["PATH"] ?? ""}`, CALLER_PATH: env["PATH"] });
  const report = parseReport(stdout);
  return { report, stderr: report === undefined ? `${stderr}${stdout}` : stderr };
}

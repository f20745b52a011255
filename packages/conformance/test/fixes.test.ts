import { createSandbox } from "@copilot-entra/sandbox";
import { describe, expect, it } from "vitest";
import { addAdministrator, azureShell } from "../src/azure-shell.ts";
import { type DoctorReport, parseReport, runDoctorIn } from "../src/doctor-run.ts";

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

const shell = azureShell();
const { missing } = shell;

describe.skipIf(missing !== undefined)(`the real Azure CLI runs the printed fix as it stands${missing === undefined ? "" : ` (skipped: ${missing})`}`, () => {
  it.each(repairable)("%s is healed by it", async (fault) => {
    const sandbox = await createSandbox({ fault, mutate: addAdministrator });
    try {
      const { report } = await runDoctorIn(sandbox, ["check", "--format", "json"]);
      const commands = report?.rootCause?.fix.flatMap(({ az = [] }) => az) ?? [];
      expect(commands.filter((line) => /\b[A-Z]{3,}_[A-Z_]+\b/.test(line))).toEqual([]);
      const after = await paste(sandbox.childEnv(process.env), [...commands, settings[fault] ?? ":"]);
      expect({ stderr: after.stderr, outcome: after.report?.outcome, cause: after.report?.rootCause?.cause }).toEqual({ stderr: "", outcome: "healthy", cause: undefined });
    } finally {
      await sandbox.close();
    }
  }, 300_000);
});

/** One shell: signs in, runs the lines, and asks the doctor again with whatever the lines have set. */
async function paste(env: Record<string, string | undefined>, commands: readonly string[]): Promise<{ report: DoctorReport | undefined; stderr: string }> {
  // The program under test keeps its own tools; the real az is signed in as somebody else.
  const { stdout, stderr } = await shell.paste(env, ["{", ...commands, "} > /dev/null", 'PATH="$CALLER_PATH"', "entra-doctor check --format json"]);
  const report = parseReport(stdout);
  return { report, stderr: report === undefined ? `${stderr}${stdout}` : stderr };
}

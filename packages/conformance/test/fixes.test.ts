import { lane, openSandbox } from "@copilot-entra/clauses";
import { describe, expect, it } from "vitest";
import { addAdministrator, azureShell, type AzureShell } from "../src/azure-shell.ts";
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

/** Repairs that change an app or the account itself: the step to paste and, where the person has to hand something on, how. */
const byOwner: readonly { fault: string; step: RegExp; commands?: (step: FixStep) => readonly string[] }[] = [
  { fault: "secret-expired", step: /add a new secret/, commands: handOnSecret },
  { fault: "secret-wrong", step: /Add a secret/, commands: handOnSecret },
  { fault: "config-missing", step: /No secret at hand/, commands: inBash },
  { fault: "app-platform-misconfigured", step: /confidential client/ },
  { fault: "principal-disabled", step: /enables it again/ },
  { fault: "federated-subject-mismatch", step: /Of an app registration/ },
  { fault: "federated-assertion-wrong", step: /Of an app registration/ },
  { fault: "deployment-not-found", step: /Or create it/ },
  { fault: "deployment-named-by-model", step: /name of the deployment that is there/, commands: inBash },
  { fault: "network-access-denied", step: /Allow the caller's address/, commands: fromHere },
  { fault: "network-public-access-disabled", step: /for the caller's address alone/, commands: fromHere },
];

function handOnSecret({ az = [] }: FixStep): readonly string[] {
  return [`export AZURE_CLIENT_SECRET="$(${az[0] ?? ""})"`];
}

function inBash({ bash = [] }: FixStep): readonly string[] {
  return bash;
}

/** The service does not say the caller's address in these answers; it is the one that the sandbox gives to all callers. */
function fromHere({ az = [] }: FixStep): readonly string[] {
  return az.map((line) => line.replace("CALLER_PUBLIC_IP", "203.0.113.10"));
}

/** A command of the Azure CLI computes for a second or two, and waits about as long. */
const inTurn = lane(2);
const patience = 900_000;

const shell = azureShell();
const ownerShell = azureShell("developer");
const { missing } = shell;

type FixStep = NonNullable<DoctorReport["rootCause"]>["fix"][number];

describe.skipIf(missing !== undefined)(`the real Azure CLI runs the printed fix as it stands${missing === undefined ? "" : ` (skipped: ${missing})`}`, () => {
  it.concurrent.each(repairable)("%s is healed by it", (fault) => inTurn(async () => {
    const sandbox = await openSandbox({ fault, mutate: addAdministrator });
    try {
      const { report } = await runDoctorIn(sandbox, ["check", "--format", "json"]);
      const commands = report?.rootCause?.fix.flatMap(({ az = [] }) => az) ?? [];
      expect(commands.filter((line) => /\b[A-Z]{3,}_[A-Z_]+\b/.test(line))).toEqual([]);
      const after = await paste(shell, sandbox.childEnv(process.env), [...commands, settings[fault] ?? ":"]);
      expect({ stderr: after.stderr, outcome: after.report?.outcome, cause: after.report?.rootCause?.cause }).toEqual({ stderr: "", outcome: "healthy", cause: undefined });
    } finally {
      await sandbox.close();
    }
  }), patience);

  it.concurrent.each(byOwner)("$fault is healed by its step $step", ({ fault, step: title, commands = ({ az = [] }) => az }) => inTurn(async () => {
    const sandbox = await openSandbox({ fault });
    try {
      const { report } = await runDoctorIn(sandbox, ["check", "--format", "json"]);
      const step = report?.rootCause?.fix.find((one) => title.test(one.title));
      const lines = step === undefined ? ["false"] : commands(step);
      expect(lines.filter((line) => /\b[A-Z]{3,}_[A-Z_]+\b/.test(line.replace(/^export \w+/, "")))).toEqual([]);
      const after = await paste(ownerShell, sandbox.childEnv(process.env), lines);
      // The CLI tells a person where to sign in, and warns that a secret is one.
      expect({ stderr: after.stderr.replace(/^(?:To sign in|WARNING:).*\n/gm, ""), outcome: after.report?.outcome, cause: after.report?.rootCause?.cause }).toEqual({ stderr: "", outcome: "healthy", cause: undefined });
    } finally {
      await sandbox.close();
    }
  }), patience);
});

/** One shell: signs in, runs the lines, and asks the doctor again with whatever the lines have set. */
async function paste(shell: AzureShell, env: Record<string, string | undefined>, commands: readonly string[]): Promise<{ report: DoctorReport | undefined; stderr: string }> {
  // The program under test keeps its own tools; the real az is signed in as somebody else.
  const { stdout, stderr } = await shell.paste(env, ["{", ...commands, "} > /dev/null", 'PATH="$CALLER_PATH"', "entra-doctor check --format json"]);
  const report = parseReport(stdout);
  return { report, stderr: report === undefined ? `${stderr}${stdout}` : stderr };
}

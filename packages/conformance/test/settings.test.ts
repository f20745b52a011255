import { openSandbox } from "@copilot-entra/clauses";
import { describe, expect, it } from "vitest";
import { runDoctorIn } from "../src/doctor-run.ts";
import { checkAfter, idleSettings, printedSettings } from "../src/printed-settings.ts";

/** Faults that a setting of the process repairs, and the step that has it. */
const repairable: readonly { fault: string; step: RegExp }[] = [
  { fault: "tenant-wrong", step: /Give the credential that tenant/ },
  { fault: "wrong-cloud", step: /authority of that cloud/ },
  { fault: "scope-malformed", step: /exactly one scope/ },
  { fault: "resource-not-found-bad-scope", step: /Use the resource of the service/ },
  { fault: "token-wrong-audience", step: /Ask for the scope of this endpoint/ },
  { fault: "wrong-credential-wins", step: /Unset what selects the app/ },
  { fault: "key-beside-token", step: /Unset AZURE_OPENAI_API_KEY/ },
  { fault: "token-sent-elsewhere", step: /Unset OPENAI_BASE_URL/ },
  { fault: "endpoint-wrong-path", step: /probably meant/ },
  { fault: "endpoint-doubled-path", step: /probably meant/ },
  { fault: "endpoint-v1-for-classic", step: /probably meant/ },
  { fault: "api-version-wrong", step: /On the dated route/ },
  { fault: "api-version-missing", step: /On the dated route/ },
];

describe.skipIf(process.platform === "win32")("a printed setting heals as it stands, pasted where the program runs", () => {
  it.each(repairable)("$fault by $step", async ({ fault, step }) => {
    const sandbox = await openSandbox({ fault });
    try {
      const { report } = await runDoctorIn(sandbox, ["check", "--format", "json"]);
      const line = printedSettings(report?.rootCause?.fix.filter(({ title }) => step.test(title))).join("\n") || "false";
      const after = await checkAfter(sandbox, line);
      expect({ line, stderr: after.stderr, outcome: after.report?.outcome, cause: after.report?.rootCause?.cause }).toEqual({ line, stderr: "", outcome: "healthy", cause: undefined });
    } finally {
      await sandbox.close();
    }
  });
});

it("advice to keep what has just failed is seen as such", () => {
  const fix = [{ title: "t", bash: ['export AZURE_TENANT_ID="b"'] }, { title: "t", bash: ['export AZURE_CLIENT_ID="a"'] }];
  const report = { outcome: "failed", exitCode: 1, results: [], rootCause: { check: "c", cause: "c", fix } } as const;
  expect(idleSettings({ report, environment: { AZURE_TENANT_ID: "a", AZURE_CLIENT_ID: "a" } })).toEqual(['export AZURE_CLIENT_ID="a"']);
});

import type { Sandbox } from "@copilot-entra/sandbox";
import { doctorCli, type DoctorReport, type DoctorRun, parseReport, runProcess } from "./doctor-run.ts";

type Step = NonNullable<DoctorReport["rootCause"]>["fix"][number];

/** The lines of bash that steps print for the process that runs the program. */
export function printedSettings(steps: readonly Step[] = []): string[] {
  return steps.flatMap(({ bash = [] }) => bash);
}

/** Printed settings that leave their variable as it is: advice to keep what has just failed. */
export function idleSettings({ report, environment }: Pick<DoctorRun, "report" | "environment">): string[] {
  return printedSettings(report?.rootCause?.fix).filter((line) => {
    const [, name = "", value] = /^export (\w+)="(.*)"$/.exec(line) ?? [];
    return value !== undefined && environment[name] === value;
  });
}

/** The doctor's verdict once a line of bash has run in its process. EDGE: starts processes. */
export async function checkAfter(sandbox: Sandbox, line: string): Promise<{ report: DoctorReport | undefined; stderr: string }> {
  const { stdout, stderr } = await runProcess("bash", ["-c", `set -e\n${line}\nexec "${process.execPath}" "${doctorCli}" check --format json`], sandbox.childEnv());
  return { report: parseReport(stdout), stderr };
}

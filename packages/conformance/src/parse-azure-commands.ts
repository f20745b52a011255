import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "@copilot-entra/clauses";
import { azureCli } from "./azure-cli.ts";

/**
 * What the real Azure CLI's parser objects to in each line, undefined where it takes it. A command inside another (`$(az …)`) is a line
 * of its own here. EDGE: starts a process.
 */
export function parseAzureCommands(lines: readonly string[]): (string | undefined)[] {
  const cli = azureCli();
  if ("missing" in cli) throw new Error(cli.missing);
  const folder = mkdtempSync(join(tmpdir(), "azure-cli-parser-"));
  try {
    const script = join(repository, "packages", "conformance", "azure-cli", "parse_commands.py");
    const env = { ...process.env, AZURE_CONFIG_DIR: folder, AZURE_CORE_COLLECT_TELEMETRY: "no" };
    const { status, stdout, stderr } = spawnSync(join(cli.folder, "python"), [script], { input: JSON.stringify(lines), env, encoding: "utf8", maxBuffer: 16 * 1024 * 1024 });
    if (status !== 0) throw new Error(stderr);
    return (JSON.parse(stdout) as (string | null)[]).map((said) => said ?? undefined);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The `az` commands of a line that a person pastes: the line itself and those inside it, each alone. */
export function azureCommandsIn(line: string): string[] {
  const inner = [...line.matchAll(/\$\((az (?:[^()"]|"[^"]*"|\([^()]*\))*)\)/g)].map((match) => match[1] ?? "");
  const outer = inner.reduce((text, command) => text.replace(`$(${command})`, "/inner"), line);
  return [outer, ...inner].map((command) => command.trim()).filter((command) => command.startsWith("az "));
}

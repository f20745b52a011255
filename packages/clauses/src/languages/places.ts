import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../source-tree.ts";
import type { Places } from "./language.ts";

/** This machine, as the language records see it. EDGE: reads the environment and the disk, starts processes. */
export const places: Places = {
  root: repository,
  environment: process.env,
  platform: process.platform,
  capture: (file, args) =>
    new Promise((resolve) => {
      // Windows starts `npm`, `mvn` and the like only through a shell.
      execFile(file, [...args], { timeout: 20_000, shell: process.platform === "win32", windowsHide: true }, (error, stdout, stderr) =>
        resolve(error === null ? `${stdout}${stderr}`.trim() : undefined),
      );
    }),
  read: (path) => (existsSync(join(repository, path)) ? readFileSync(join(repository, path), "utf8") : undefined),
};

/** The Copilot runtime that npm installed with the SDK, for `COPILOT_CLI_PATH`, or the one that scripts/sample-versions.mjs names. Throws when there is none for this platform. */
export function copilotRuntime(): string {
  const other = process.env["COPILOT_ENTRA_RUNTIME"];
  if (other !== undefined) return other;
  const scope = join(repository, "node_modules", "@github");
  for (const name of readdirSync(scope).filter((name) => name.startsWith(`copilot-sdk-${process.platform}`))) {
    const builds = join(scope, name, "prebuilds");
    for (const build of existsSync(builds) ? readdirSync(builds) : []) {
      const runtime = join(builds, build, process.platform === "win32" ? "copilot-runtime.exe" : "copilot-runtime");
      if (existsSync(runtime)) return runtime;
    }
  }
  throw new Error(`No Copilot runtime for ${process.platform} in ${scope}: npm install brings it as an optional dependency of @github/copilot-sdk.`);
}

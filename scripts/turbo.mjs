// Runs Turborepo with this project's cache folder and without telemetry: `node scripts/turbo.mjs run build`.
import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { cacheFolder } from "./cache-folder.mjs";
import { root } from "./setup.mjs";
import { installedToolchains } from "./installed-toolchains.mjs";

/**
 * @param {string[]} args what follows `turbo` on a command line
 * @param {{ quiet?: boolean, env?: Record<string, string> }} options quiet: the output is returned instead of shown; env: variables beside this process's
 * @returns {Promise<{ code: number, output: string }>}
 */
export function turbo(args, { quiet = false, env = {} } = {}) {
  return new Promise((settle, reject) => {
    const child = spawn(process.execPath, [join(root, "node_modules", "turbo", "bin", "turbo"), ...args], {
      cwd: root,
      stdio: quiet ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
      env: {
        ...process.env,
        TURBO_CACHE_DIR: join(cacheFolder(), "turbo"),
        TURBO_TELEMETRY_DISABLED: "1",
        TURBO_NO_UPDATE_NOTIFIER: "1",
        // A test that was skipped for want of a toolchain must run once the toolchain is there.
        COPILOT_ENTRA_TOOLCHAINS: process.env.COPILOT_ENTRA_TOOLCHAINS ?? installedToolchains(),
        ...env,
      },
    });
    let output = "";
    child.stdout?.on("data", (data) => (output += data));
    child.stderr?.on("data", (data) => (output += data));
    child.on("error", reject);
    child.on("close", (code) => settle({ code: code ?? 1, output }));
  });
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = (await turbo(process.argv.slice(2))).code;
}

// Brings a fresh clone to a usable state: the right Node, the locked dependencies. Depends on nothing but Node and npm.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { progress } from "./progress.mjs";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** A reason to stop that one sentence tells in full; the caller prints it and exits with `exitCode`. */
export class SetupError extends Error {
  exitCode = 1;
}

/** Node releases that the Copilot SDK supports: ^20.19.0 || >=22.12.0. */
export function nodeIsSupported(version) {
  const [major, minor] = version.split(".").map(Number);
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
}

/** Installs what the lockfile names when it changed since the last complete install. */
export async function setup() {
  if (!nodeIsSupported(process.versions.node)) {
    throw new SetupError(`Node ${process.versions.node} is too old or unsupported: this project needs Node ^20.19.0 or >=22.12.0.`);
  }
  const wanted = createHash("sha256").update(readFileSync(join(root, "package-lock.json"))).digest("hex");
  // Written only after a complete install, so a half-made node_modules never counts as done.
  const stamp = join(root, "node_modules", ".installed-lockfile");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  const done = progress("Installing dependencies");
  // Not `npm ci`, which refuses a lockfile that lacks optional packages of other platforms: not every registry serves them
  // all. Like it, this starts from nothing, takes the locked versions and leaves the lockfile as it is.
  rmSync(join(root, "node_modules"), { recursive: true, force: true });
  const { code, output } = await npm(["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
  done(code === 0);
  if (code !== 0) throw new SetupError(installFailure(output));
  writeFileSync(stamp, wanted);
}

/**
 * Runs npm.
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<{ code: number, output: string }>} both of its streams as one text
 */
export function npm(args, cwd = root) {
  // npm's own entry point where npm started us: no shell, which differs between systems.
  const entry = process.env.npm_execpath;
  const [command, prefix, shell] = entry?.endsWith("js") ? [process.execPath, [entry], false] : ["npm", [], process.platform === "win32"];
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(command, [...prefix, ...args], { cwd, shell, stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (output += data));
    child.on("error", (error) => resolve({ code: 1, output: error.message }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

function installFailure(output) {
  const network = /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH/.exec(output);
  if (network) return `npm could not reach its registry (${network[0]}): connect to the network or configure npm's proxy, then run the same command again.`;
  if (/ENOSPC/.test(output)) return "npm ran out of disk space (ENOSPC): free some, then run the same command again.";
  if (/EACCES|EPERM/.test(output)) return "npm may not write to node_modules (EACCES): delete that folder or mend its owner, then run the same command again.";
  // npm puts the reason first and its usage text after it.
  const reason = output.trim().split("\n").slice(0, 6).join("\n");
  return `npm install failed; delete node_modules and run the same command again. npm said:\n${reason}`;
}

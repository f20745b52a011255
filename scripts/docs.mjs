// `npm run docs`: installs and builds what the site is made from, then opens it on this machine. With --build: renders it.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { root, setup, SetupError } from "./setup.mjs";

try {
  await setup();
  process.exitCode = process.argv.includes("--build") ? await build("@copilot-entra/docs") : (await build("@copilot-entra/docs^...")) || (await open());
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
}

async function build(filter) {
  const { turbo } = await import("./turbo.mjs");
  return (await turbo(["run", "build", `--filter=${filter}`, "--output-logs=errors-only"])).code;
}

async function open() {
  const child = spawn(process.execPath, [join(root, "docs", "build", "dev.mjs"), ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on("exit", (status, signal) => resolve(signal ? 130 : (status ?? 1))));
}

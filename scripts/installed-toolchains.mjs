// Which toolchains this machine has, as one line of text that changes when one of them does.
import { spawnSync } from "node:child_process";

const commands = [
  ["node", ["--version"]],
  ["python3", ["--version"]],
  ["uv", ["--version"]],
  ["go", ["version"]],
  ["cargo", ["--version"]],
  ["java", ["-version"]],
  ["mvn", ["-v"]],
  ["pkg-config", ["--modversion", "openssl"]],
  ["bicep", ["--version"]],
  ["chromium", ["--version"]],
];

/** @returns {string} for instance "node v20.19.0; python3 Python 3.12.1; uv none; …" */
export function installedToolchains() {
  return commands
    .map(([name, args]) => {
      const run = spawnSync(name, args, { encoding: "utf8", timeout: 20_000 });
      const text = run.status === 0 ? `${run.stdout}${run.stderr}`.trim().split("\n")[0] : "none";
      return `${name} ${text}`;
    })
    .join("; ");
}

/** A small program, run by Node, that asks the sandbox what a tool prints; `browser` also sends what goes back to the program that opened it. */
export function standInProgram(plainUrl: string): string {
  return `import { spawn } from "node:child_process";
import { request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

const [name, ...args] = process.argv.slice(2);

function send(url, method, body, type = "application/json") {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers: { "content-type": type } }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part) => (text += part)).on("end", () => resolve(text));
    });
    asked.setTimeout(150_000, () => asked.destroy(new Error("no answer")));
    asked.on("error", reject).end(body);
  });
}

try {
  if (name === "way-back") {
    const { method, url, body } = JSON.parse(process.env.WAY_BACK);
    await send(url, method, body, "application/x-www-form-urlencoded");
    process.exit();
  }
  const { stdout, stderr, code, delay = 0 } = JSON.parse(await send(${JSON.stringify(`${plainUrl}/command-line/`)} + name, "POST", JSON.stringify({ args })));
  if (delay > 0) await wait(delay);
  if (name === "browser" && code === 0) {
    // A program may wait for its browser before it listens: the way back is another process's.
    spawn(process.execPath, [process.argv[1], "way-back"], { detached: true, stdio: "ignore", env: { ...process.env, WAY_BACK: stdout } }).unref();
  } else process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = code;
} catch (error) {
  process.stderr.write(name + ": the sandbox that this stand-in belongs to does not answer: " + error.message + "\\n");
  process.exitCode = 1;
}
`;
}

/** The file that stands for a tool on \`PATH\`: a batch file on Windows, a shell script elsewhere. */
export function launcher(tool: string, options: { node: string; program: string; isWindows: boolean }): { name: string; content: string } {
  const { node, program, isWindows } = options;
  if (isWindows) return { name: `${tool}.cmd`, content: `@echo off\r\nset NODE_OPTIONS=\r\n"${node}" "${program}" ${tool} %*\r\n` };
  return { name: tool, content: `#!/bin/sh\nNODE_OPTIONS= exec ${quote(node)} ${quote(program)} ${tool} "$@"\n` };
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

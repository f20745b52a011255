/**
 * Stands for a command-line tool on a program's `PATH`: `stand-in DOOR TOOL ARGUMENTS` asks the sandbox what the tool prints, prints it and ends
 * as the tool would. `browser` also sends what goes back to the program that opened it. EDGE: a process of its own.
 */
import { spawn } from "node:child_process";
import { request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

const [door = "", tool = "", ...args] = process.argv.slice(2);
/** Longer than a slow tool takes. */
const patience = 150_000;

try {
  if (tool === "way-back") await goBack(process.env["WAY_BACK"] ?? "");
  else await runTool();
} catch (error) {
  process.stderr.write(`${tool}: the sandbox that this stand-in belongs to does not answer: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function runTool(): Promise<void> {
  const answer = JSON.parse(await send(`${door}/command-line/${tool}`, "POST", JSON.stringify({ args }), "application/json")) as { stdout: string; stderr: string; code: number; delay?: number };
  if (answer.delay !== undefined) await wait(answer.delay);
  process.exitCode = answer.code;
  process.stderr.write(answer.stderr);
  if (tool !== "browser" || answer.code !== 0) process.stdout.write(answer.stdout);
  // A program may wait for its browser before it listens: the way back is another process's.
  else spawn(process.execPath, [process.argv[1] ?? "", door, "way-back"], { detached: true, stdio: "ignore", env: { ...process.env, WAY_BACK: answer.stdout } }).unref();
}

async function goBack(text: string): Promise<void> {
  const { method, url, body } = JSON.parse(text) as { method: string; url: string; body: string };
  await send(url, method, body, "application/x-www-form-urlencoded");
}

function send(url: string, method: string, body: string, type: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers: { "content-type": type }, agent: false }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (part: string) => (text += part));
      answer.on("end", () => resolve(text));
    });
    asked.setTimeout(patience, () => asked.destroy(new Error("no answer")));
    asked.on("error", reject);
    asked.end(body);
  });
}

import { execFile, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { faults } from "../src/index.ts";

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

function entraSandbox(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [cli, ...args], { timeout: 30_000 }, (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }));
    child.stdin?.end("typed");
  });
}

test.each([
  { args: ["dance"], sentence: /There is no command 'dance'; the commands are run, start, faults\./ },
  { args: ["run"], sentence: /'run' needs '--'/ },
  { args: ["run", "--"], sentence: /No program follows '--'/ },
  { args: ["run", "node", "-v"], sentence: /'run' needs '--'/ },
  { args: ["run", "--fast", "--", "x"], sentence: /'run' has no option '--fast'/ },
  { args: ["run", "--fault", "--", "x"], sentence: /--fault needs a value/ },
  { args: ["run", "--fault=", "--", "x"], sentence: /--fault needs a value/ },
  { args: ["run", "--fault", "secret-expird", "--", "x"], sentence: /There is no fault 'secret-expird' \(did you mean 'secret-expired'\?\)/ },
  { args: ["run", "--credential", "key", "--", "x"], sentence: /There is no credential kind 'key'; the kinds are managed-identity,/ },
  { args: ["run", "--trace=yes", "--", "x"], sentence: /--trace takes no value/ },
  { args: ["start", "--format", "xml"], sentence: /--format cannot be 'xml'; it is one of bash, powershell, dotenv, json\./ },
  { args: ["start", "--format", "json", "--format", "bash"], sentence: /--format is given twice/ },
  { args: ["start", "--port", "eighty"], sentence: /--port cannot be 'eighty'; it is a number from 1 to 65535\./ },
  { args: ["start", "extra"], sentence: /'start' takes no argument 'extra'/ },
  { args: ["start", "--", "x"], sentence: /'start' takes no program after '--'; 'run' does\./ },
  { args: ["faults", "--format"], sentence: /--format needs a value/ },
  { args: ["faults", "--all"], sentence: /'faults' has no option '--all'/ },
])("entra-sandbox $args ends with one sentence and code 2", async ({ args, sentence }) => {
  const { code, stdout, stderr } = await entraSandbox(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(sentence);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
});

test("a port that is taken is said so", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const { code, stderr } = await entraSandbox("start", "--port", String(port));
  server.close();
  expect([code, stderr]).toEqual([2, `entra-sandbox: Port ${port} is taken; choose another with --port, or leave it out for any free one.\n`]);
});

test("help goes to stdout and names every option; the version is the package's", async () => {
  expect((await entraSandbox()).stdout).toContain("Commands:");
  const { code, stdout } = await entraSandbox("run", "--help");
  expect(code).toBe(0);
  for (const word of ["--fault ID", "--credential KIND", "--port NUMBER", "--trace", "workload-identity"]) expect(stdout).toContain(word);
  expect((await entraSandbox("--version")).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test("faults lists every fault, as text and as JSON", async () => {
  const ids = faults.map(({ id }) => id);
  const text = await entraSandbox("faults");
  expect(text.stdout.trimEnd().split("\n").map((line) => line.split(" ")[0])).toEqual(ids);
  const json = JSON.parse((await entraSandbox("faults", "--format", "json")).stdout) as { schemaVersion: number; faults: { id: string; title: string }[] };
  expect([json.schemaVersion, json.faults.map(({ id }) => id)]).toEqual([1, ids]);
});

test.each([
  { script: "process.stdout.write('out'); process.stderr.write('err'); process.exit(7)", code: 7, stdout: "out", stderr: "err" },
  { script: "process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 5000)", code: 143, stdout: "", stderr: "" },
  { script: "process.stdin.pipe(process.stdout)", code: 0, stdout: "typed", stderr: "" },
])("run passes input, output and exit code through: $script", async ({ script, ...expected }) => {
  expect(await entraSandbox("run", "--", process.execPath, "-e", script)).toEqual(expected);
});

test("run says when there is no such program, with the code that shells give", async () => {
  expect(await entraSandbox("run", "--", "no-such-program")).toEqual({ code: 127, stdout: "", stderr: "entra-sandbox: 'no-such-program' cannot be started: there is no such program on PATH.\n" });
});

test("run --trace prints what was asked, without secrets, and what was refused", async () => {
  const script = `
    const endpoint = process.env.IDENTITY_ENDPOINT + "?api-version=2019-08-01&resource=https://ai.azure.com";
    const { access_token } = await (await fetch(endpoint, { headers: { "x-identity-header": process.env.IDENTITY_HEADER } })).json();
    console.log(access_token);
    const { request } = await import("node:http");
    const proxy = new URL(process.env.HTTPS_PROXY);
    request({ host: proxy.hostname, port: proxy.port, method: "CONNECT", path: "example.com:443" }).on("connect", (answer) => process.exit(answer.statusCode === 403 ? 0 : 1)).end();
  `;
  const { code, stdout, stderr } = await entraSandbox("run", "--trace", "--", process.execPath, "--input-type=module", "-e", script);
  expect(code).toBe(0);
  expect(stderr).toContain("entra-sandbox: GET http://app-service/msi/token?api-version=2019-08-01&resource=https://ai.azure.com 200\n");
  expect(stderr).toContain("entra-sandbox: refused example.com\n");
  expect(stderr).not.toContain(stdout.trim());
});

test.each(["SIGINT", "SIGTERM"] as const)("%s to run ends the program and all that it started, and leaves no file", async (signal) => {
  const script = `
    const { spawn } = require("node:child_process");
    const grandchild = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"]);
    process.stdout.write(process.pid + " " + grandchild.pid + " " + process.env.NODE_EXTRA_CA_CERTS + "\\n");
    setTimeout(() => {}, 60000);
  `;
  const run = spawn(process.execPath, [cli, "run", "--", process.execPath, "-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  const [child, grandchild, ...file] = (await firstLine(run.stdout)).split(" ");
  expect(existsSync(file.join(" "))).toBe(true);
  const ended = new Promise<number | null>((resolve) => void run.once("exit", resolve));
  run.kill(signal);
  expect(await ended).toBe(signal === "SIGINT" ? 130 : 143);
  await expect.poll(() => [child, grandchild].filter(isAlive)).toEqual([]);
  expect(existsSync(dirname(file.join(" ")))).toBe(false);
});

test.each([
  { format: "bash", line: /^export HTTPS_PROXY='http:\/\/127\.0\.0\.1:\d+'$/m },
  { format: "powershell", line: /^\$env:HTTPS_PROXY = 'http:\/\/127\.0\.0\.1:\d+'$/m },
  { format: "dotenv", line: /^HTTPS_PROXY=http:\/\/127\.0\.0\.1:\d+$/m },
  { format: "json", line: /^\{"schemaVersion":1,"env":\{.*"HTTPS_PROXY":"http:\/\/127\.0\.0\.1:\d+"/m },
])("start prints the environment for $format and runs until it is told to stop", async ({ format, line }) => {
  const run = spawn(process.execPath, [cli, "start", "--credential", "client-secret", "--format", format], { stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  run.stdout.setEncoding("utf8").on("data", (part: string) => (stdout += part));
  await firstLine(run.stderr);
  const ended = new Promise<number | null>((resolve) => void run.once("exit", resolve));
  run.kill("SIGINT");
  expect(await ended).toBe(130);
  expect(stdout).toMatch(line);
  expect(stdout).toContain("AZURE_CLIENT_SECRET");
});

function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    stream.setEncoding("utf8").on("data", (part: string) => {
      text += part;
      if (text.includes("\n")) resolve(text.split("\n")[0] ?? "");
    });
  });
}

/** A process that has ended but that nobody has waited for counts as ended, which only Linux tells apart. */
function isAlive(pid: string | undefined): boolean {
  try {
    process.kill(Number(pid), 0);
    return process.platform !== "linux" || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

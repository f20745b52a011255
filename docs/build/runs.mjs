// Real runs whose output the pages show: the samples and the doctor, each in a sandbox of its own.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { steady } from "@copilot-entra/conformance/steady";
import { createSandbox, createSigningKeys, faults } from "@copilot-entra/sandbox";
import { causes } from "entra-doctor";
import { programs } from "./command-help.mjs";
import { repository } from "./samples.mjs";

const doctor = programs["entra-doctor"].script;

/** What each sample reads from standard input, and what it needs beside the sandbox's variables. */
const questions = "Hello!\nWhat did I just say?\n";
const sampleRuns = {
  basic: {},
  "token-refresh": { input: questions },
  "token-provider": {},
  "with-auth": { input: questions },
  "openai-client": {},
  classic: {},
  "list-models": {},
  credentials: { env: { AZURE_CREDENTIAL_KIND: "system-assigned-managed-identity" } },
};

/** Runs at once: each mostly waits, but starting one takes a processor for half a second. */
const atOnce = 4;

/** One pair for all sandboxes, made when the first one opens: making keys takes longer than most of the runs. */
let signingKeys;

/** Runs everything. What differs between two runs is made steady, so that a page changes only when a program does. */
export async function runs() {
  const healthy = await inSandbox({}, [doctor, "check"]);
  const samples = {};
  for (const [name, needs] of Object.entries(sampleRuns)) {
    const path = join(repository, "samples", "typescript", name, "dist", `${name}.js`);
    samples[name] = block(await inSandbox({}, [path], { ...needs, cwd: dirname(dirname(path)) }));
  }
  const failures = {};
  // Variants of a fault have no page of their own.
  const waiting = faults.filter((fault) => fault.id in causes);
  const worker = async () => {
    for (let fault = waiting.shift(); fault; fault = waiting.shift()) failures[fault.id] = (await inSandbox({ fault: fault.id }, [doctor, "check"])).output;
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  // In the order of the faults, whichever ended first.
  return { healthy: block(healthy), samples, failures: Object.fromEntries(faults.filter(({ id }) => id in failures).map(({ id }) => [id, failures[id]])) };
}

function block({ code, output }) {
  if (code !== 0) throw new Error(`A run that a page shows as healthy ended with ${code}: ${output}`);
  return `\`\`\`text\n${output.trim()}\n\`\`\`\n`;
}

async function inSandbox(options, [script, ...args], { input = "", env = {}, cwd = repository } = {}) {
  signingKeys ??= createSigningKeys();
  const sandbox = await createSandbox({ signingKeys: await signingKeys, ...options });
  const home = mkdtempSync(join(tmpdir(), "copilot-entra-docs-"));
  try {
    const { code, output } = await new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [script, ...args], {
        cwd,
        env: { ...sandbox.childEnv(process.env), NO_COLOR: "1", FORCE_COLOR: "0", COLUMNS: "96", COPILOT_HOME: home, ...env },
        stdio: ["pipe", "pipe", "pipe"],
        timeout: 180_000,
      });
      let text = "";
      child.stdout.on("data", (data) => (text += data));
      child.stderr.on("data", (data) => (text += data));
      child.on("error", reject);
      child.on("close", (status) => resolve({ code: status, output: text }));
      child.stdin.end(input);
    });
    if (![0, 1, 3].includes(code ?? -1)) throw new Error(`${script} ${args.join(" ")} ended with ${code} in a sandbox with ${JSON.stringify(options)}: ${output}`);
    return { code, output: steady(output) };
  } finally {
    await sandbox.close();
    rmSync(home, { recursive: true, force: true });
  }
}

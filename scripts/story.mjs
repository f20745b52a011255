// The story of `npm start`: a sample answers, Azure breaks, the doctor names the cause, the fix heals it. Every step really runs.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSandbox, environmentText, faults } from "@copilot-entra/sandbox";
import { root, SetupError } from "./setup.mjs";

const sample = join(root, "samples", "typescript", "basic");
const doctor = join(root, "packages", "doctor", "dist", "bundle", "cli.cjs");

/** Faults that a sample shows and the doctor names: what only misbehaves on the wire is for the tests of single parts. */
const playable = faults.filter((fault) => !fault.wire && !fault.seenBy);

/** Prints the faults that the story can be played with. */
export async function listFaults() {
  const width = Math.max(...playable.map((fault) => fault.id.length));
  for (const fault of playable) console.log(`${fault.id.padEnd(width)}  ${fault.title}`);
}

/**
 * Plays the story for one fault.
 * @param {{ fault: string, keep: boolean }} options
 */
export async function playStory({ fault: id, keep }) {
  const fault = playable.find((one) => one.id === id);
  if (!fault) throw Object.assign(new SetupError(`npm start: there is no fault "${id}"; npm start -- --list shows them.`), { exitCode: 2 });
  const stage = await openStage(fault);
  try {
    await act(stage, fault);
    if (keep && !stage.stopped.aborted) await keepRunning(stage);
  } finally {
    await stage.close();
  }
  if (stage.stopped.aborted) process.exitCode = 130;
}

async function openStage(fault) {
  const folder = mkdtempSync(join(tmpdir(), "copilot-entra-"));
  const sandbox = await createSandbox(fault.credential ? { credential: fault.credential } : {});
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return {
    sandbox,
    folder,
    stopped: stopping.signal,
    async close() {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function act(stage, fault) {
  const { sandbox } = stage;
  const outcomes = [];
  title(`1. Healthy: the TypeScript basic sample asks ${sandbox.env.FOUNDRY_RESOURCE_URL} with a Microsoft Entra token`);
  outcomes.push((await runSample(stage)) === 0);
  if (stage.stopped.aborted) return;

  sandbox.break(fault.id);
  title(`2. Broken: ${fault.id} (${fault.title}); the same sample, and what its SDK says`);
  outcomes.push((await runSample(stage)) !== 0);
  if (stage.stopped.aborted) return;

  title("3. entra-doctor check names the cause and the fix");
  const { output } = await run(stage, "entra-doctor check", [doctor, "check"]);
  outcomes.push(output.includes(fault.cause ?? fault.id));
  if (stage.stopped.aborted) return;

  sandbox.heal();
  title("4. Mended: the fix is applied to the sandbox, the sample answers again");
  outcomes.push((await runSample(stage)) === 0);
  if (stage.stopped.aborted) return;

  const kept = outcomes.every(Boolean);
  console.log(kept ? "\nAll four steps went as told." : "\nThe story did not go as told: see the step above that ended otherwise.");
  if (!kept) process.exitCode = 1;
}

async function runSample(stage) {
  const { code } = await run(stage, "npm start, in samples/typescript/basic", [join(sample, "dist", "basic.js")]);
  return code;
}

/** Runs one of our programs in the sandbox's environment and shows what it prints as it comes. */
function run(stage, shown, [script, ...args]) {
  console.log(`   $ ${shown}`);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: sample,
      env: { ...stage.sandbox.childEnv(process.env), COPILOT_HOME: join(stage.folder, "copilot"), COLUMNS: String((process.stdout.columns ?? 100) - 5) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const show = indented((text) => (output += text));
    child.stdout.on("data", show);
    child.stderr.on("data", show);
    // A terminal sends Ctrl-C to the child as well; anything else that stops this program must stop the child too.
    const stop = () => child.kill("SIGTERM");
    stage.stopped.addEventListener("abort", stop, { once: true });
    child.on("error", reject);
    child.on("close", (code) => {
      stage.stopped.removeEventListener("abort", stop);
      if (!stage.stopped.aborted) console.log(`   (exit code ${code})`);
      resolve({ code, output });
    });
  });
}

function indented(keep) {
  let atStart = true;
  return (data) => {
    const text = keep(data.toString()) && data.toString();
    for (const line of text.split(/(?<=\n)/)) {
      process.stdout.write(`${atStart ? "   | " : ""}${line}`);
      atStart = line.endsWith("\n");
    }
  };
}

async function keepRunning(stage) {
  title("The sandbox keeps running. Its environment, for a shell or a .env file:");
  for (const format of ["bash", "powershell", "dotenv"]) console.log(`\n# ${format}\n${environmentText(format, stage.sandbox)}`);
  console.log("\nCtrl-C ends it.");
  // A timer keeps the process alive, since sockets that nobody uses would not.
  const alive = setInterval(() => {}, 60_000);
  await new Promise((resolve) => stage.stopped.addEventListener("abort", resolve, { once: true }));
  clearInterval(alive);
}

function title(text) {
  const bold = process.stdout.isTTY && !process.env.NO_COLOR && process.env.TERM !== "dumb";
  console.log(`\n${bold ? `\u001B[1m${text}\u001B[0m` : text}`);
}

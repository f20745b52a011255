// A whole check in the sandbox with 50 ms per request, against its critical path, both of the same run: the start of the program (as
// `--version` takes it) and the longest chain of requests that need each other's answers, each with the time that it took in that run.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createSandbox } from "@copilot-entra/sandbox";
import { median, report } from "./ratio.mjs";

const bundle = fileURLToPath(new URL("../dist/bundle/cli.cjs", import.meta.url));
const trace = fileURLToPath(new URL("request-trace.cjs", import.meta.url));
const latency = 50;
const rounds = 11;

/** Every kind of request and the answers without which it cannot be made. A request that is none of these ends the measurement. */
const kinds = [
  { name: "data token", is: /resource=https%3A%2F%2Fai\.azure\.com/, needs: [] },
  { name: "management token", is: /resource=https%3A%2F%2Fmanagement\.azure\.com/, needs: [] },
  { name: "models without a token", is: /^GET contoso\.openai\.azure\.com\/openai\/v1\/models/, first: true, needs: [] },
  { name: "models", is: /^GET contoso\.openai\.azure\.com\/openai\/v1\/models/, needs: ["data token"] },
  { name: "answer of the model", is: /^POST contoso\.openai\.azure\.com\/openai\/v1\/responses/, needs: ["data token"] },
  { name: "tenant's metadata", is: /\.well-known\/openid-configuration/, needs: ["data token"] },
  { name: "tenant's keys", is: /\/discovery\/v2\.0\/keys/, needs: ["data token"] },
  { name: "who serves the host", is: /ResourceGraph/, needs: ["management token"] },
  { name: "roles in the subscription", is: /management\.azure\.com\/subscriptions\/[^/]+\/providers\/Microsoft\.Authorization\/roleAssignments/, needs: ["management token"] },
  { name: "definition of a role", is: /\/roleDefinitions\//, needs: ["roles in the subscription"] },
  { name: "the account and what is allowed on it", is: /management\.azure\.com\/subscriptions\/[^/]+\/resourceGroups\//, needs: ["who serves the host"] },
];

function readTrace({ requests }) {
  const taken = new Set();
  return requests.map(({ method, host, path, start, end }) => {
    const text = `${method} ${host}${path}`;
    const kind = kinds.find((one) => one.is.test(text) && !(one.first && taken.has(one.name)));
    if (kind === undefined || end === undefined) throw new Error(`${text}: ${kind === undefined ? "nobody has said what it needs" : "no answer"}`);
    taken.add(kind.name);
    return { kind, ms: end - start };
  });
}

/** The longest chain that ends in this kind: its milliseconds and its requests. */
function longest(kind, asked) {
  const own = Math.max(...asked.filter((one) => one.kind === kind).map(({ ms }) => ms));
  const before = kind.needs.map((name) => longest(kinds.find((one) => one.name === name), asked));
  const slowest = before.reduce((a, b) => (b.ms > a.ms ? b : a), { ms: 0, names: [] });
  return { ms: slowest.ms + own, names: [...slowest.names, kind.name] };
}

function run(args, env) {
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    const child = spawn(process.execPath, ["--require", trace, bundle, ...args], { env, stdio: ["ignore", "ignore", "ignore", "pipe"] });
    let text = "";
    child.stdio[3].on("data", (part) => (text += part));
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve({ ms: Number(process.hrtime.bigint() - started) / 1e6, trace: JSON.parse(text) }) : reject(new Error(`${args[0]} ended with ${code}`))));
  });
}

const sandbox = await createSandbox();
try {
  const env = sandbox.childEnv();
  await run(["check", "--format", "json"], env);
  const runs = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = (await run(["--version"], env)).ms;
    sandbox.world.transport.latency = latency;
    const whole = await run(["check", "--format", "json"], env);
    sandbox.reset();
    const asked = readTrace(whole.trace);
    const chains = [...new Set(asked.map(({ kind }) => kind))].map((kind) => longest(kind, asked));
    const chain = chains.reduce((a, b) => (b.ms > a.ms ? b : a));
    const depth = Math.max(...chains.map(({ names }) => names.length));
    runs.push({ whole: whole.ms, start, chain, depth, requests: asked.length, ratio: whole.ms / (start + chain.ms), plain: whole.ms / (depth * latency) });
  }
  const middle = runs.toSorted((a, b) => a.ratio - b.ratio)[Math.floor(rounds / 2)];
  const of = (pick) => median(runs.map(pick));
  console.log(`     ${of(({ requests }) => requests)} requests, ${of(({ requests }) => requests) * latency} ms one after the other, in ${of(({ depth }) => depth)} rounds: ${middle.chain.names.join(" > ")}`);
  console.log(`     start ${of(({ start }) => start).toFixed(0)} ms, longest chain ${of(({ chain }) => chain.ms).toFixed(0)} ms, whole run ${of(({ whole }) => whole).toFixed(0)} ms: ${of(({ plain }) => plain).toFixed(2)} × rounds × ${latency} ms`);
  report(`entra-doctor check with ${latency} ms per request, against its critical path`, of(({ ratio }) => ratio), 1.4);
} finally {
  await sandbox.close();
}

// A whole check in the sandbox with 50 ms per request, against its critical path, in one run: what it takes without that latency
// (start, handshakes, judging), plus 50 ms for each request of the longest chain of requests that need each other.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createSandbox } from "@copilot-entra/sandbox";
import { median, report } from "./ratio.mjs";

const bundle = fileURLToPath(new URL("../dist/bundle/cli.cjs", import.meta.url));
const latency = 50;
// Management token, Resource Graph for the account's id, what is asked of that id, and the definitions of the roles found there.
const chain = 4;
const rounds = 9;

const sandbox = await createSandbox();
const run = (env) =>
  new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    const child = spawn(process.execPath, [bundle, "check", "--format", "json"], { env, stdio: "ignore" });
    child.once("error", reject);
    child.once("close", () => resolve(Number(process.hrtime.bigint() - started) / 1e6));
  });

try {
  const env = sandbox.childEnv();
  await run(env);
  const pairs = [];
  for (let round = 0; round < rounds; round += 1) {
    sandbox.world.transport.latency = 0;
    const bare = await run(env);
    sandbox.reset();
    sandbox.world.transport.latency = latency;
    const slow = await run(env);
    pairs.push({ slow, ratio: slow / (bare + chain * latency), requests: sandbox.requests.length });
    sandbox.reset();
  }
  const requests = median(pairs.map((pair) => pair.requests));
  const added = requests * latency;
  console.log(`     ${requests} requests, ${added} ms one after the other; whole run ${median(pairs.map((pair) => pair.slow)).toFixed(0)} ms`);
  report(`entra-doctor check with ${latency} ms per request, against its critical path`, median(pairs.map((pair) => pair.ratio)), 1.4);
} finally {
  await sandbox.close();
}

// A whole check with 50 ms per request in the sandbox, against the longest chain of requests that need each other, all in one run.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createSandbox } from "@copilot-entra/sandbox";
import { median, once, report } from "./ratio.mjs";

const bundle = fileURLToPath(new URL("../dist/bundle/cli.cjs", import.meta.url));
const latency = 50;
// Management token, Resource Graph for the account's id, then what is asked of that id: three requests in a row, and the tunnel before each new host.
const path = 4;

const sandbox = await createSandbox({ mutate: (world) => void (world.transport.latency = latency) });
try {
  const env = sandbox.childEnv();
  const times = [];
  for (let round = 0; round < 12; round += 1) {
    const started = process.hrtime.bigint();
    await new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [bundle, "check", "--format", "json"], { env, stdio: "ignore" });
      child.once("error", reject);
      child.once("close", resolve);
    });
    times.push(Number(process.hrtime.bigint() - started) / 1e6);
  }
  const start = median(Array.from({ length: 11 }, () => once(["-e", "0"], { env }).ms));
  const whole = median(times.slice(2));
  console.log(`     whole run ${whole.toFixed(0)} ms, node's own start ${start.toFixed(0)} ms, critical path ${path} × ${latency} ms`);
  report("entra-doctor check, node's own start taken off, against its critical path", (whole - start) / (path * latency), 1.4);
} finally {
  await sandbox.close();
}

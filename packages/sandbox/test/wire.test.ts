import { afterEach, expect, test } from "vitest";
import { createSandbox, ids, type Sandbox, type WireFault } from "../src/index.ts";
import { direct } from "./tunnel.ts";

let sandbox: Sandbox | undefined;
afterEach(() => sandbox?.close());

const path = `/login.microsoftonline.com/${ids.contosoTenant}/v2.0/.well-known/openid-configuration`;
const page = { kind: "answer", status: 503, headers: { "content-type": "text/html", "retry-after": "7" }, body: "<h1>later</h1>" } as const;

interface Row {
  name: string;
  fault: WireFault;
  seen: object[];
  statuses: number[];
}

test.each<Row>([
  { name: "hangs", fault: { where: "entra", effect: { kind: "hang" } }, seen: [{ error: "NO_ANSWER" }], statuses: [0] },
  { name: "resets the connection", fault: { where: "any", effect: { kind: "reset" } }, seen: [{ error: "ECONNRESET" }], statuses: [0] },
  { name: "cuts an answer short", fault: { where: "entra", effect: { kind: "cut", afterBytes: 10 } }, seen: [{ error: "ECONNRESET" }], statuses: [200] },
  { name: "cuts an answer that is shorter than the cut in its middle", fault: { where: "entra", effect: { kind: "cut", afterBytes: 1_000_000 } }, seen: [{ error: "ECONNRESET" }], statuses: [200] },
  { name: "answers something else", fault: { where: "entra", effect: page }, seen: [{ status: 503, body: "<h1>later</h1>" }, { status: 503 }], statuses: [503, 503] },
  { name: "answers something else twice, then as it should", fault: { where: "entra", effect: page, times: 2 }, seen: [{ status: 503 }, { status: 503 }, { status: 200 }], statuses: [503, 503, 200] },
  { name: "leaves other parts alone", fault: { where: "foundry", effect: page }, seen: [{ status: 200 }], statuses: [200] },
  { name: "leaves other paths alone", fault: { where: "entra", effect: page, path: "/token" }, seen: [{ status: 200 }], statuses: [200] },
])("a wire fault $name", async ({ fault, seen, statuses }) => {
  sandbox = await createSandbox({ mutate: (world) => void world.wireFaults.push({ ...fault }) });
  const answers = [];
  for (const _ of seen) answers.push(await direct(`${sandbox.urls.plain}${path}`, { timeout: 300 }));
  expect(answers).toMatchObject(seen);
  expect(sandbox.requests.map(({ status }) => status)).toEqual(statuses);
});

test("latency delays every answer", async () => {
  sandbox = await createSandbox({ mutate: (world) => void (world.transport.latency = 80) });
  const before = performance.now();
  await direct(`${sandbox.urls.plain}${path}`);
  expect(performance.now() - before).toBeGreaterThan(75);
});

test("answers carry the world's time", async () => {
  sandbox = await createSandbox();
  sandbox.world.clock.advance(-3_600_000);
  const { headers } = await direct(`${sandbox.urls.plain}${path}`);
  expect(Math.abs(Date.parse(headers?.date ?? "") - (Date.now() - 3_600_000))).toBeLessThan(3000);
});

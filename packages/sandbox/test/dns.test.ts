import { Resolver } from "node:dns/promises";
import { createConnection } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createSandbox, type Sandbox } from "../src/index.ts";

let sandbox: Sandbox | undefined;
afterEach(() => sandbox?.close());

async function resolver(dns: Sandbox["world"]["transport"]["dns"] = {}, unknownHosts: string[] = []): Promise<Resolver> {
  sandbox = await createSandbox({ mutate: (world) => void Object.assign(world.transport, { dns, unknownHosts }) });
  const resolver = new Resolver({ timeout: 1000, tries: 1 });
  resolver.setServers([sandbox.urls.dns]);
  return resolver;
}

const host = "contoso.openai.azure.com";
const alias = "contoso.privatelink.openai.azure.com";

test("a healthy name has a public address and no alias", async () => {
  const dns = await resolver();
  expect(await dns.resolve4(host)).toEqual(["203.0.113.80"]);
  await expect(dns.resolve6(host)).rejects.toMatchObject({ code: "ENODATA" });
  await expect(dns.resolveCname(host)).rejects.toMatchObject({ code: "ENODATA" });
});

test("a private endpoint shows its alias and its private address", async () => {
  const dns = await resolver({ [host]: { cname: alias }, [alias]: { addresses: ["10.70.254.5", "fd00::5"] } });
  expect(await dns.resolveCname(host)).toEqual([alias]);
  expect(await dns.resolve4(host)).toEqual(["10.70.254.5"]);
  expect(await dns.resolve6(host)).toEqual(["fd00::5"]);
});

test("an alias without a zone does not resolve", async () => {
  const dns = await resolver({ [host]: { cname: alias } });
  await expect(dns.resolve4(host)).rejects.toMatchObject({ code: "ENOTFOUND" });
});

test.each(["example.com", "contosso.openai.azure.com", "login.microsoftonline.com"])("%s does not exist", async (name) => {
  const dns = await resolver({}, ["login.microsoftonline.com"]);
  await expect(dns.resolve4(name)).rejects.toMatchObject({ code: "ENOTFOUND" });
});

test("the same answers come over TCP", async () => {
  await resolver();
  const question = Buffer.concat([Buffer.from([0, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]), ...host.split(".").map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)])), Buffer.from([0, 0, 1, 0, 1])]);
  const [address = "", port] = (sandbox?.urls.dns ?? "").split(":");
  const answer = await new Promise<Buffer>((resolve, reject) => {
    const socket = createConnection(Number(port), address, () => socket.write(Buffer.concat([Buffer.from([0, question.length]), question])));
    socket.once("data", resolve).once("error", reject);
  });
  expect(answer.readUInt16BE(0)).toBe(answer.length - 2);
  expect([...answer.subarray(-4)]).toEqual([203, 0, 113, 80]);
});

import { once } from "node:events";
import { readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { expect, test } from "vitest";
import { createSandbox, createSigningKeys, ids, type World } from "../src/index.ts";
import { openSandbox } from "./open-sandbox.ts";
import { direct, openTunnel, throughProxy } from "./tunnel.ts";

const discovery = `https://login.microsoftonline.com/${ids.contosoTenant}/v2.0/.well-known/openid-configuration`;

test("a host that the sandbox does not stand for is refused and recorded, by tunnel, by plain proxy request and at the plain door", async () => {
  const { urls, ...sandbox } = await openSandbox();
  expect(await openTunnel(urls.proxy, "example.com:443")).toMatchObject({ status: 403 });
  expect(await openTunnel(urls.proxy, "login.microsoftonline.com.evil.example:443")).toMatchObject({ status: 403 });
  const { hostname, port } = new URL(urls.proxy);
  expect((await plainProxyRequest(hostname, Number(port), "http://example.org/")).startsWith("HTTP/1.1 403")).toBe(true);
  expect(await direct(`${urls.plain}/example.net/x`)).toMatchObject({ status: 404 });
  expect(sandbox.foreign.map(({ host }) => host)).toEqual(["example.com", "login.microsoftonline.com.evil.example", "example.org", "example.net"]);
  expect(sandbox.requests).toEqual([]);
});

test("nothing listens off loopback", async () => {
  const { urls } = await openSandbox();
  const outside = Object.values(networkInterfaces()).flatMap((list) => (list ?? []).filter(({ internal, family }) => !internal && family === "IPv4"));
  const ports = [urls.proxy, urls.plain, `http://${urls.dns}`].map((url) => Number(new URL(url).port));
  const reached = await Promise.all(outside.flatMap(({ address }) => ports.map((port) => accepts(address, port))));
  expect(reached.filter(Boolean)).toEqual([]);
  expect(await Promise.all(ports.map((port) => accepts("127.0.0.1", port)))).toEqual([true, true, true]);
});

test("two sandboxes in one process share nothing", async () => {
  const [one, two] = [await createSandbox(), await createSandbox()];
  expect(one.canaries.filter((secret) => two.canaries.includes(secret))).toEqual([]);
  expect(new Set([...Object.values(one.urls), ...Object.values(two.urls)]).size).toBe(6);
  one.world.accounts.length = 0;
  one.world.clock.advance(86_400_000);
  expect(two.world.accounts.length).toBe(2);
  expect(two.world.clock.now() - Date.now()).toBeLessThan(1000);
  expect(await throughProxy(two, discovery)).toMatchObject({ status: 200 });
  expect(one.requests).toEqual([]);
  const keys = await Promise.all([one, two].map((sandbox) => throughProxy(sandbox, "https://login.microsoftonline.com/common/discovery/v2.0/keys")));
  expect(keys[0]?.body).not.toBe(keys[1]?.body);
  await one.close();
  expect(await throughProxy(two, discovery)).toMatchObject({ status: 200 });
  await two.close();
});

test("what two sandboxes are told to share is all they share: the keys of Entra, which signs for all tenants alike", async () => {
  const signingKeys = await createSigningKeys();
  const [one, two] = [await openSandbox({ signingKeys }), await openSandbox({ signingKeys })];
  const keys = await Promise.all([one, two].map((sandbox) => throughProxy(sandbox, "https://login.microsoftonline.com/common/discovery/v2.0/keys")));
  expect(keys[0]?.body).toContain(signingKeys.kid);
  expect(keys[0]?.body).toBe(keys[1]?.body);
  expect(one.canaries.filter((secret) => two.canaries.includes(secret))).toEqual([]);
});

test("a program's second connection to a host resumes its TLS session, and none of another certificate", async () => {
  const sandbox = await openSandbox();
  const ca = readFileSync(sandbox.env["NODE_EXTRA_CA_CERTS"] ?? "");
  const shake = async (servername: string, session?: Buffer): Promise<{ resumed: boolean; session: Buffer | undefined }> => {
    const { socket } = await openTunnel(sandbox.urls.proxy, `${servername}:443`);
    const tls = connectTls({ socket, servername, ca, rejectUnauthorized: false, ...(session && { session }) });
    // Sessions come after the handshake.
    await once(tls, session === undefined ? "session" : "secureConnect");
    const resumed = tls.isSessionReused();
    const fresh = tls.getSession();
    tls.destroy();
    return { resumed, session: fresh };
  };
  const first = await shake("management.azure.com");
  expect(first.resumed).toBe(false);
  expect((await shake("management.azure.com", first.session)).resumed).toBe(true);
  sandbox.world.transport.certificate = "expired";
  expect((await shake("management.azure.com", first.session)).resumed).toBe(false);
  expect((await shake("login.microsoftonline.com", first.session)).resumed).toBe(false);
});

interface Row {
  name: string;
  transport: Partial<World["transport"]>;
  seen: object;
}

test.each<Row>([
  { name: "a trusted certificate", transport: {}, seen: { status: 200 } },
  { name: "a certificate of an unknown CA", transport: { certificate: "untrusted" }, seen: { error: "SELF_SIGNED_CERT_IN_CHAIN" } },
  { name: "a self-signed certificate", transport: { certificate: "self-signed" }, seen: { error: "DEPTH_ZERO_SELF_SIGNED_CERT" } },
  { name: "an expired certificate", transport: { certificate: "expired" }, seen: { error: "CERT_HAS_EXPIRED" } },
  { name: "a certificate for another name", transport: { certificate: "wrong-name" }, seen: { error: "ERR_TLS_CERT_ALTNAME_INVALID" } },
  { name: "a proxy that wants credentials", transport: { proxy: "wants-credentials" }, seen: { status: 407 } },
  { name: "a proxy that refuses", transport: { proxy: "refuses" }, seen: { status: 403 } },
  { name: "a proxy that reaches nobody", transport: { proxy: "bad-gateway" }, seen: { status: 502 } },
  { name: "a proxy that is not there", transport: { proxy: "dead" }, seen: { error: "ECONNREFUSED" } },
  { name: "a name that does not resolve", transport: { unknownHosts: ["login.microsoftonline.com"] }, seen: { status: 502 } },
])("a client sees $name", async ({ transport, seen }) => {
  const sandbox = await openSandbox({ mutate: (world) => void Object.assign(world.transport, transport) });
  expect(await throughProxy(sandbox, discovery)).toMatchObject(seen);
});

test("a proxy that wants credentials takes any", async () => {
  const { urls } = await openSandbox({ mutate: (world) => void (world.transport.proxy = "wants-credentials") });
  const refused = await openTunnel(urls.proxy, "login.microsoftonline.com:443");
  expect(refused.headers["proxy-authenticate"]).toBe('Basic realm="proxy"');
  expect(await openTunnel(urls.proxy, "login.microsoftonline.com:443", { "proxy-authorization": "Basic dTpw" })).toMatchObject({ status: 200 });
});

test("the name of an account that does not exist has no tunnel", async () => {
  const { urls, world } = await openSandbox();
  expect(await openTunnel(urls.proxy, "contosso.openai.azure.com:443")).toMatchObject({ status: 502 });
  expect(await openTunnel(urls.proxy, "contoso.openai.azure.com:443")).toMatchObject({ status: 200 });
  for (const account of world.accounts) delete account.customSubDomainName;
  expect(await openTunnel(urls.proxy, "contoso.openai.azure.com:443")).toMatchObject({ status: 502 });
});

test("the plain door speaks TLS too, as https://localhost", async () => {
  const { urls, env } = await openSandbox();
  const tls = connectTls({ port: Number(new URL(urls.plain).port), host: "127.0.0.1", servername: "localhost", ca: readFileSync(env["SSL_CERT_FILE"] ?? "") });
  tls.end("GET /login.microsoftonline.com/common/discovery/v2.0/keys HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
  expect((await textOf(tls)).startsWith("HTTP/1.1 200")).toBe(true);
});

test("the metadata service answers inside a tunnel as well, and is nowhere on another kind of host", async () => {
  const sandbox = await openSandbox({ credential: "imds" });
  const ask = async () => {
    const { socket } = await openTunnel(sandbox.urls.proxy, "169.254.169.254:80");
    socket.end("GET /metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://ai.azure.com HTTP/1.1\r\nhost: 169.254.169.254\r\nmetadata: true\r\nconnection: close\r\n\r\n");
    return textOf(socket);
  };
  expect((await ask()).startsWith("HTTP/1.1 200")).toBe(true);
  sandbox.world.identityHost = "app-service";
  await expect(ask()).rejects.toThrow();
});

test("close ends open connections at once, a hanging request among them", async () => {
  const sandbox = await openSandbox({ mutate: (world) => void world.wireFaults.push({ where: "entra", effect: { kind: "hang" } }) });
  const hanging = throughProxy(sandbox, discovery, { timeout: 30_000 });
  await expect.poll(() => sandbox.requests.length).toBe(1);
  await sandbox.close();
  expect(await hanging).toHaveProperty("error");
});

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 });
    const end = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.on("connect", end(true)).on("error", end(false)).on("timeout", end(false));
  });
}

function plainProxyRequest(host: string, port: number, target: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => socket.end(`GET ${target} HTTP/1.1\r\nhost: ${new URL(target).host}\r\nconnection: close\r\n\r\n`));
    textOf(socket).then(resolve, reject);
  });
}

function textOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    socket.setEncoding("utf8").on("data", (part: string) => (text += part)).on("end", () => resolve(text)).on("error", reject);
  });
}

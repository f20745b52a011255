import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createHttpClient, mayHoldSecret } from "../src/probes/http-client.ts";

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

async function serve(handler: (request: IncomingMessage, response: ServerResponse) => void): Promise<{ server: Server; port: number }> {
  const server = createServer(handler);
  await new Promise<void>((ready) => void server.listen(0, "127.0.0.1", ready));
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, port: (server.address() as AddressInfo).port };
}

function client(env: Record<string, string> = {}, timeoutMs = 2000) {
  const made = createHttpClient({ env, timeoutMs, trustedHosts: [".openai.azure.com", "login.microsoftonline.com"], userAgent: "test", now: () => 1000 });
  open.push(() => made.close());
  return made;
}

const never = new AbortController().signal;

describe("where a token may go", () => {
  it.each([
    ["https://contoso.openai.azure.com/x", true],
    ["https://login.microsoftonline.com/t", true],
    ["https://LOGIN.microsoftonline.com/t", true],
    ["http://contoso.openai.azure.com/x", false],
    ["https://contoso.openai.azure.com.evil.example/x", false],
    ["https://evilopenai.azure.com/x", false],
    ["https://sub.login.microsoftonline.com/t", false],
    ["http://127.0.0.1:8080/", true],
    ["http://[::1]:8080/", true],
    ["http://localhost/", true],
    ["http://127.0.0.1.evil.example/", false],
    ["http://169.254.169.254/", false],
  ])("%s: %s", (url, expected) => {
    expect(mayHoldSecret(new URL(url), [".openai.azure.com", "login.microsoftonline.com"])).toBe(expected);
  });

  it("a token for a foreign host is withheld before anything is sent", async () => {
    const answer = await client().request({ method: "GET", url: "https://example.com/", token: "canary" }, never);
    expect(answer).toMatchObject({ kind: "failure", failure: { code: "TOKEN_WITHHELD" } });
  });
});

describe("requests", () => {
  it("a redirect is an answer and is not followed", async () => {
    const seen: string[] = [];
    const { port } = await serve((request, response) => {
      seen.push(request.url ?? "");
      response.writeHead(302, { location: `http://127.0.0.1:${port}/elsewhere` }).end();
    });
    const answer = await client().request({ method: "GET", url: `http://127.0.0.1:${port}/first`, token: "t" }, never);
    expect(answer).toMatchObject({ kind: "answer", status: 302 });
    expect(seen).toEqual(["/first"]);
  });

  it("keeps its connection and notes the server's date", async () => {
    const ports = new Set<number>();
    const { port } = await serve((request, response) => {
      ports.add(request.socket.remotePort ?? 0);
      response.writeHead(200, { date: "Thu, 01 Jan 1970 00:00:10 GMT" }).end("{}");
    });
    const http = client();
    for (const path of ["a", "b", "c"]) await http.request({ method: "GET", url: `http://127.0.0.1:${port}/${path}` }, never);
    expect(ports.size).toBe(1);
    expect(http.dates[0]).toEqual({ host: "127.0.0.1", server: 10_000, local: 1000 });
  });

  it.each([
    ["no answer", () => {}, "timeout", "TIMEOUT"],
    ["half an answer", (_request: IncomingMessage, response: ServerResponse) => void response.writeHead(200, { "content-length": "100" }).write("{"), "timeout", "TIMEOUT"],
    ["a closed connection", (request: IncomingMessage) => void request.socket.destroy(), "protocol", "ECONNRESET"],
  ])("%s is a failure with its step and code", async (_title, handler, kind, code) => {
    const { port } = await serve(handler);
    const answer = await client({}, 150).request({ method: "GET", url: `http://127.0.0.1:${port}/` }, never);
    expect(answer).toMatchObject({ kind: "failure", failure: { kind, code } });
  });

  it("a name that does not exist and a port that is closed are told apart", async () => {
    const { server, port } = await serve(() => {});
    await new Promise((done) => server.close(done));
    expect(await client().request({ method: "GET", url: "http://name.invalid/" }, never)).toMatchObject({ failure: { kind: "dns" } });
    expect(await client().request({ method: "GET", url: `http://127.0.0.1:${port}/` }, never)).toMatchObject({ failure: { kind: "tcp", code: "ECONNREFUSED" } });
  });
});

describe("the proxy that the environment names", () => {
  it("gets plain requests whole, and none that NO_PROXY excepts", async () => {
    const seen: string[] = [];
    const { port } = await serve((request, response) => {
      seen.push(request.url ?? "");
      response.end("{}");
    });
    const http = client({ HTTP_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: "127.0.0.1" });
    await http.request({ method: "GET", url: "http://169.254.169.254/metadata?x=1" }, never);
    await http.request({ method: "GET", url: `http://127.0.0.1:${port}/direct` }, never);
    expect(seen).toEqual(["http://169.254.169.254/metadata?x=1", "/direct"]);
  });

  it.each([
    [407, "PROXY_407", "the proxy wants credentials"],
    [403, "PROXY_403", "the proxy refused the tunnel: 403 Forbidden"],
  ])("its refusal %i is a failure of the proxy", async (status, code, message) => {
    const { server, port } = await serve(() => {});
    server.on("connect", (_request, socket) => socket.end(`HTTP/1.1 ${status} ${status === 403 ? "Forbidden" : "Proxy Authentication Required"}\r\n\r\n`));
    const answer = await client({ HTTPS_PROXY: `http://127.0.0.1:${port}` }).request({ method: "GET", url: "https://contoso.openai.azure.com/" }, never);
    expect(answer).toMatchObject({ failure: { kind: "proxy", code, message } });
  });

  it("gets its credentials from the URL, and the target never sees them", async () => {
    const authorization: (string | undefined)[] = [];
    const { server, port } = await serve(() => {});
    server.on("connect", (request: IncomingMessage, socket) => {
      authorization.push(request.headers["proxy-authorization"]);
      socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    });
    await client({ HTTPS_PROXY: `http://user:p%40ss@127.0.0.1:${port}` }).request({ method: "GET", url: "https://contoso.openai.azure.com/" }, never);
    expect(authorization).toEqual([`Basic ${Buffer.from("user:p@ss").toString("base64")}`]);
  });

  it("that is dead is told from a dead target", async () => {
    const answer = await client({ HTTPS_PROXY: "http://127.0.0.1:1" }).request({ method: "GET", url: "https://contoso.openai.azure.com/" }, never);
    expect(answer).toMatchObject({ failure: { kind: "proxy", code: "ECONNREFUSED" } });
  });

  it("that passes plain text where TLS is expected is a failure of TLS", async () => {
    const { port: target } = await serve((_, response) => response.end("plain"));
    const { server, port } = await serve(() => {});
    server.on("connect", (_request, socket) => {
      const through = connect(target, "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        socket.pipe(through).pipe(socket);
      });
      through.on("error", () => socket.destroy());
      socket.on("error", () => through.destroy());
    });
    const answer = await client({ HTTPS_PROXY: `http://127.0.0.1:${port}` }).request({ method: "GET", url: "https://contoso.openai.azure.com/" }, never);
    expect(answer).toMatchObject({ failure: { kind: "tls" } });
  });
});

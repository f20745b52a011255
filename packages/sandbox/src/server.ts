import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSocketServer, type AddressInfo, type Server as SocketServer, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { createSecureContext, TLSSocket, type SecureContext } from "node:tls";
import type { ServerCertificate } from "./authority.ts";
import { exchange, type ExchangeOptions, type Target } from "./exchange.ts";
import { partOfHost, partOfPlainDoor } from "./names.ts";
import type { TunnelRecord } from "./record.ts";
import { isReachable, resolves } from "./wire.ts";

/** What the doors need from their sandbox. */
export interface DoorOptions extends ExchangeOptions {
  /** The certificate that a host shows at this moment, as the world's transport says. */
  certificateFor(host: string): Promise<ServerCertificate>;
  onForeignHost(host: string): void;
  onTunnel(tunnel: TunnelRecord): void;
  /** Any free port unless given. */
  ports: { proxy?: number; plain?: number };
}

/** The sockets of one sandbox, all on 127.0.0.1. */
export interface Doors {
  proxyUrl: string;
  /** Where nothing listens: what the environment names when the proxy is dead. */
  deadProxyUrl: string;
  plainUrl: string;
  /** Ends every listener and every open connection at once. */
  close(): Promise<void>;
}

/** Opens the proxy door and the plain door. EDGE: the only listeners for HTTP and TLS; both bind 127.0.0.1 and nothing else. */
export async function openDoors(options: DoorOptions): Promise<Doors> {
  const { world } = options.context;
  const sockets = new Set<Duplex>();
  const tunnels = new WeakMap<Duplex, { host: string; port: number }>();

  const serve = (message: IncomingMessage, response: ServerResponse, target: Target) =>
    exchange(message, response, target, options).catch(() => response.destroy());

  /** Requests inside a tunnel, and those of the plain door. */
  const inner = createServer((message, response) => {
    const tunnel = tunnels.get(message.socket);
    if (tunnel === undefined) return void servePlain(message, response);
    const { host, port } = tunnel;
    const isTls = message.socket instanceof TLSSocket;
    const authority = port === (isTls ? 443 : 80) ? host : `${host}:${port}`;
    const url = urlOf(`${isTls ? "https" : "http"}://${authority}`, message.url);
    const part = partOfHost(host)?.part;
    if (url === undefined || part === undefined) return refuse(response, 400, "not a request target");
    return void serve(message, response, { part, url, door: "proxy" });
  });

  const servePlain = (message: IncomingMessage, response: ServerResponse) => {
    const [, host = "", ...rest] = (message.url ?? "").split("/");
    const part = partOfPlainDoor(host)?.part;
    const url = part === undefined ? undefined : urlOf(`${part === "managed-identity" || part === "tool" ? "http" : "https"}://${host}`, `/${rest.join("/")}`);
    if (part !== undefined && url !== undefined) return serve(message, response, { part, url, door: "plain" });
    if (host.includes(".")) options.onForeignHost(host);
    return refuse(response, 404, "The first path segment is a real host name that the sandbox stands for, as in /login.microsoftonline.com/TENANT/oauth2/v2.0/token.");
  };

  /** Answers of the proxy itself: what its own behaviour or the host's name decides before any tunnel. */
  const proxyRefusal = (host: string, authorization: string | undefined): { status: number; headers?: Record<string, string> } | undefined => {
    const { proxy } = world.transport;
    if (proxy === "refuses") return { status: 403 };
    if (proxy === "bad-gateway") return { status: 502 };
    if (proxy === "wants-credentials" && authorization === undefined) return { status: 407, headers: { "proxy-authenticate": 'Basic realm="proxy"' } };
    if (partOfHost(host) === undefined) {
      options.onForeignHost(host);
      return { status: 403 };
    }
    return resolves(host, world) ? undefined : { status: 502 };
  };

  const proxy = createServer((message, response) => {
    const url = /^http:\/\//i.test(message.url ?? "") ? urlOf("http://absent", message.url) : undefined;
    if (url === undefined) return refuse(response, 400, "This is an HTTP proxy: set HTTPS_PROXY and HTTP_PROXY to it.");
    const refusal = proxyRefusal(url.hostname, message.headers["proxy-authorization"]);
    const part = partOfHost(url.hostname)?.part;
    if (refusal !== undefined || part === undefined) return refuse(response, refusal?.status ?? 403, proxyText(refusal?.status ?? 403), refusal?.headers);
    return void serve(message, response, { part, url, door: "proxy" });
  });

  // One context per certificate, kept as long as the certificate: a program's next connections resume their TLS session.
  const contexts = new WeakMap<ServerCertificate, SecureContext>();
  const contextFor = async (name: string): Promise<SecureContext> => {
    const certificate = await options.certificateFor(name);
    const context = contexts.get(certificate) ?? createSecureContext(certificate);
    contexts.set(certificate, context);
    return context;
  };

  const startTls = async (socket: Socket, host: string) => {
    const answerName = async (name: string, done: (error: Error | null, context?: SecureContext) => void) => done(null, await contextFor(name));
    const tls = new TLSSocket(socket, {
      isServer: true,
      secureContext: await contextFor(host),
      ALPNProtocols: ["http/1.1"],
      SNICallback: (name, done) => void answerName(name, done),
    });
    track(tls, sockets);
    return tls;
  };

  /** Hands a socket to the HTTP server, through TLS when its first byte begins a handshake. */
  const handOver = (socket: Socket, host: string, tunnel: { host: string; port: number } | undefined) => {
    socket.once("data", (first: Buffer) => {
      socket.pause();
      socket.unshift(first);
      startInner(socket, first[0] === 0x16, host, tunnel).catch(() => socket.destroy());
    });
  };

  const startInner = async (socket: Socket, isTls: boolean, host: string, tunnel: { host: string; port: number } | undefined) => {
    const stream = isTls ? await startTls(socket, host) : socket;
    if (tunnel !== undefined) tunnels.set(stream, tunnel);
    inner.emit("connection", stream);
    stream.resume();
  };

  proxy.on("connect", (message: IncomingMessage, socket: Socket) => {
    const [, host = "", port = "443"] = /^\[?([^\]]*?)\]?(?::(\d+))?$/.exec((message.url ?? "").toLowerCase()) ?? [];
    const refusal = proxyRefusal(host, message.headers["proxy-authorization"]);
    const status = refusal?.status ?? 200;
    options.onTunnel({ host, port: Number(port), at: world.clock.now(), status });
    if (refusal !== undefined) {
      const headers = Object.entries({ ...refusal.headers, "content-length": "0", connection: "close" }).map(([name, value]) => `${name}: ${value}\r\n`);
      return void socket.end(`HTTP/1.1 ${status} ${proxyText(status)}\r\n${headers.join("")}\r\n`);
    }
    if (!isReachable(host, world)) return void socket.destroy();
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    return handOver(socket, host, { host, port: Number(port) });
  });

  proxy.on("connection", (socket: Socket) => {
    track(socket, sockets);
    if (world.transport.proxy === "dead") socket.destroy();
  });
  const plain = createSocketServer((socket) => {
    track(socket, sockets);
    handOver(socket, "localhost", undefined);
  });
  for (const server of [proxy, inner]) Object.assign(server, { keepAliveTimeout: 60_000, headersTimeout: 60_000, requestTimeout: 0 });

  const close = async (): Promise<void> => {
    const closed = [proxy, plain].map((server) => new Promise<void>((resolve) => void server.close(() => resolve())));
    for (const socket of sockets) socket.destroy();
    inner.closeAllConnections();
    await Promise.all(closed);
  };
  const [proxyPort, plainPort, deadPort] = await Promise.all([listen(proxy, options.ports.proxy), listen(plain, options.ports.plain), closedPort()]).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    proxyUrl: `http://127.0.0.1:${proxyPort}`,
    deadProxyUrl: `http://127.0.0.1:${deadPort}`,
    plainUrl: `http://127.0.0.1:${plainPort}`,
    close,
  };
}

function track(socket: Duplex, sockets: Set<Duplex>): void {
  sockets.add(socket);
  socket.on("close", () => sockets.delete(socket));
  // A program may go away in the middle of anything; there is nobody to tell.
  socket.on("error", () => socket.destroy());
}

function listen(server: Server | SocketServer, port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

async function closedPort(): Promise<number> {
  const server = createSocketServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function urlOf(base: string, target = "/"): URL | undefined {
  return URL.canParse(target, base) ? new URL(target, base) : undefined;
}

function refuse(response: ServerResponse, status: number, text: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", ...headers });
  response.end(`${text}\n`);
}

function proxyText(status: number): string {
  return { 200: "Connection established", 403: "Forbidden", 407: "Proxy Authentication Required", 502: "Bad Gateway" }[status] ?? "Refused";
}

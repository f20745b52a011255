/**
 * A module that Node loads before a program (`NODE_OPTIONS=--import`) and that leads its `fetch` through the proxy of `HTTPS_PROXY`, as
 * curl, Python, Go and the identity library go by themselves. Node does it from 24 on when `NODE_USE_ENV_PROXY` is set; this is for 20 and 22,
 * where it replaces the dispatcher behind `fetch` at the first call, so that programs without `fetch` pay nothing.
 * EDGE: runs in processes of other people's programs.
 */
import { request } from "node:http";
import { connect as openSocket, type Socket } from "node:net";
import { connect as openTls } from "node:tls";

/** What undici, which is behind `fetch`, hands to a connector. */
interface Connection {
  hostname: string;
  port: string;
  protocol: string;
  /** Set when a request names another host than its URL. */
  servername?: string | null;
}

type Done = (error: Error | null, socket?: Socket) => void;
type Agent = new (options: { connect: (connection: Connection, done: Done) => void }) => object;

const dispatcher = Symbol.for("undici.globalDispatcher.1");
const global = globalThis as { [dispatcher]?: { constructor: Agent }; fetch?: typeof fetch; Response?: unknown };

const builtIn = global.fetch;
if (builtIn !== undefined && Number(process.versions.node.split(".")[0]) < 24) {
  let isReady = false;
  global.fetch = function fetch(...parameters) {
    if (!isReady) install();
    isReady = true;
    return builtIn(...parameters);
  };
}

function install(): void {
  // Reading any of the built-in classes loads undici, which sets its dispatcher.
  void global.Response;
  const Agent = global[dispatcher]?.constructor;
  if (Agent !== undefined && process.env["HTTPS_PROXY"] !== undefined) global[dispatcher] = new Agent({ connect }) as { constructor: Agent };
}

function connect({ hostname, port, protocol, servername }: Connection, done: Done): void {
  const isSecure = protocol === "https:";
  const target = { host: hostname, port: Number(port === "" ? (isSecure ? 443 : 80) : port) };
  const finish = (socket: Socket): void => {
    if (!isSecure) return done(null, socket);
    const stream = openTls({ socket, servername: servername ?? hostname, ALPNProtocols: ["http/1.1"] }, () => done(null, stream));
    stream.once("error", done);
    return undefined;
  };
  if ((process.env["NO_PROXY"] ?? "").split(",").includes(hostname)) {
    const socket = openSocket(target, () => finish(socket));
    socket.once("error", done);
    return;
  }
  const proxy = new URL(process.env["HTTPS_PROXY"] ?? "");
  const path = `${target.host}:${target.port}`;
  request({ host: proxy.hostname, port: proxy.port, method: "CONNECT", path, headers: { host: path } })
    .once("connect", ({ statusCode }, socket) => (statusCode === 200 ? finish(socket) : done(new Error(`the proxy answered ${statusCode} for ${path}`))))
    .once("error", done)
    .end();
}

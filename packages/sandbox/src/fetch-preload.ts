/**
 * A module that Node loads before a program (`NODE_OPTIONS=--import`) and that leads its `fetch` through the proxy of `HTTPS_PROXY`, as
 * curl, Python, Go and the identity library go by themselves. Node does it from 24 on when `NODE_USE_ENV_PROXY` is set; this is for 20 and 22,
 * where it replaces the dispatcher behind `fetch` at the first call, so that programs without `fetch` pay nothing.
 */
export const fetchPreload = `import { connect as open } from "node:net";
import { request } from "node:http";
import { connect as secure } from "node:tls";

const builtIn = globalThis.fetch;
const [major] = process.versions.node.split(".").map(Number);
if (major < 24 && builtIn !== undefined) {
  let ready = false;
  globalThis.fetch = function fetch(...args) {
    if (!ready) ready = install();
    return builtIn(...args);
  };
}

function install() {
  const symbol = Symbol.for("undici.globalDispatcher.1");
  void globalThis.Response;
  const Agent = globalThis[symbol]?.constructor;
  if (Agent !== undefined && process.env.HTTPS_PROXY) globalThis[symbol] = new Agent({ connect });
  return true;
}

function connect({ hostname, port, protocol, servername }, callback) {
  const isSecure = protocol === "https:";
  const target = { host: hostname, port: Number(port || (isSecure ? 443 : 80)) };
  const finish = (socket) => {
    if (!isSecure) return callback(null, socket);
    const stream = secure({ socket, servername: servername || hostname, ALPNProtocols: ["http/1.1"] }, () => callback(null, stream));
    stream.once("error", callback);
  };
  if ((process.env.NO_PROXY ?? "").split(",").includes(hostname)) {
    const socket = open(target, () => finish(socket));
    return socket.once("error", callback);
  }
  const proxy = new URL(process.env.HTTPS_PROXY);
  const path = target.host + ":" + target.port;
  return request({ host: proxy.hostname, port: proxy.port, method: "CONNECT", path, headers: { host: path } })
    .once("connect", (answer, socket) => (answer.statusCode === 200 ? finish(socket) : callback(new Error("the proxy answered " + answer.statusCode + " for " + path))))
    .once("error", callback)
    .end();
}
`;

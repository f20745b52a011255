// Loaded before the program that is measured (node --require): notes when each of its requests starts and ends, and writes that to
// file descriptor 3 when the program ends. Tunnels through the proxy are part of the requests that wait for them.
const { subscribe } = require("node:diagnostics_channel");
const { writeSync } = require("node:fs");
const { performance } = require("node:perf_hooks");

const requests = [];

subscribe("http.client.request.start", ({ request }) => {
  if (request.method === "CONNECT") return;
  const noted = { method: request.method, host: request.getHeader("host") ?? request.host, path: request.path, start: performance.now() };
  requests.push(noted);
  request.once("response", (response) => response.once("end", () => (noted.end = performance.now())));
});

process.once("exit", () => writeSync(3, JSON.stringify({ requests, end: performance.now() })));

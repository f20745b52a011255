import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { json, type App, type Context, type SandboxRequest, type SandboxResponse } from "./app.ts";
import type { Part } from "./names.ts";
import { redactAuthorization, redactBody, redactUrl, fingerprint, type RequestRecord } from "./record.ts";
import { isReachable, takeWireFault } from "./wire.ts";

/** Where a request was meant to go. */
export interface Target {
  part: Part;
  url: URL;
  door: RequestRecord["door"];
}

/** What one exchange needs from its sandbox. */
export interface ExchangeOptions {
  app: App;
  context: Context;
  /** Called once with the record, before the answer; its status is filled in later. */
  onRequest(record: RequestRecord): void;
  /** Called when the answer is out, or the connection gone. */
  onAnswer(record: RequestRecord): void;
}

const limit = 32 * 1024 * 1024;

/** One request and its answer on a socket. EDGE: reads and writes the streams, waits for latency. */
export async function exchange(message: IncomingMessage, response: ServerResponse, { part, url, door }: Target, options: ExchangeOptions): Promise<void> {
  const { context, app } = options;
  const { world } = context;
  const headers = Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]));
  const body = await readBody(message);
  const request = { method: message.method ?? "GET", url, headers, body };
  const record = recordOf(request, part, door, world.clock.now());
  options.onRequest(record);
  response.once("close", () => options.onAnswer(record));

  const fault = takeWireFault(world, part, url);
  if (!isReachable(url.hostname, world) || fault?.kind === "reset") return reset(response);
  if (fault?.kind === "hang") return;
  if (world.transport.latency > 0) await wait(world.transport.latency);

  const answer = fault?.kind === "answer" ? { status: fault.status, headers: fault.headers, body: fault.body } : await answerOf(app, part, request, context);
  record.status = answer.status;
  if (answer.status >= 400 && typeof answer.body === "string") record.answer = redactBody(answer.body.slice(0, 2000), undefined);
  response.statusCode = answer.status;
  response.sendDate = false;
  response.setHeader("date", new Date(world.clock.now()).toUTCString());
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  await send(answer.body, response, request.method === "HEAD", fault?.kind === "cut" ? fault.afterBytes : undefined);
}

async function answerOf(app: App, part: Part, request: Omit<SandboxRequest, "params">, context: Context): Promise<SandboxResponse> {
  try {
    return await app(part, request, context);
  } catch (error) {
    return json(500, { error: { code: "SandboxFailure", message: `The sandbox failed to answer: ${error instanceof Error ? error.message : String(error)}` } });
  }
}

async function readBody(message: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of message as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limit) throw new Error("request body over 32 MiB");
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

function recordOf({ method, url, headers, body }: Omit<SandboxRequest, "params">, part: Part, door: RequestRecord["door"], at: number): RequestRecord {
  const { authorization, "api-key": apiKey, "user-agent": userAgent } = headers;
  return {
    at,
    method,
    url: redactUrl(url),
    host: url.host,
    path: url.pathname,
    part,
    door,
    status: 0,
    ...(authorization === undefined ? {} : { authorization: redactAuthorization(authorization) }),
    ...(apiKey === undefined ? {} : { apiKey: fingerprint(apiKey) }),
    ...(userAgent === undefined ? {} : { userAgent }),
    headerNames: Object.keys(headers),
    ...(body === "" ? {} : { body: redactBody(body, headers["content-type"]) }),
  };
}

/** Sends a body whole or as its parts come; `cutAfter` ends the connection after that many bytes of it, as a broken line does. */
async function send(body: SandboxResponse["body"], response: ServerResponse, headOnly: boolean, cutAfter: number | undefined): Promise<void> {
  if (typeof body === "string") response.setHeader("content-length", Buffer.byteLength(body));
  if (headOnly) return void response.end();
  response.flushHeaders();
  // A short answer is cut in its middle: all of it would be an answer like any other.
  let left = cutAfter ?? Number.POSITIVE_INFINITY;
  if (typeof body === "string") left = Math.min(left, cutAfter === undefined ? left : Math.floor(Buffer.byteLength(body) / 2));
  for await (const part of typeof body === "string" ? [body] : body) {
    if (response.destroyed) return;
    const bytes = Buffer.from(part).subarray(0, left);
    left -= bytes.length;
    await new Promise<void>((resolve) => void response.write(bytes, () => resolve()));
    if (left <= 0) break;
  }
  if (cutAfter === undefined) response.end();
  else response.destroy();
}

function reset(response: ServerResponse): void {
  const { socket } = response;
  if (socket !== null && "resetAndDestroy" in socket) socket.resetAndDestroy();
  else response.destroy();
}

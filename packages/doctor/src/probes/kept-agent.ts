import { once } from "node:events";
import { Agent } from "node:https";
import type { AgentOptions } from "node:https";
import type { Duplex } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { connect as tlsConnect } from "node:tls";
import type { ConnectionOptions, TLSSocket } from "node:tls";
import type { ProxyChoice } from "./proxy-choice.ts";
import { openTunnel } from "./tunnel.ts";

type Target = ConnectionOptions & { host?: string; port?: number };

/** How long the first connection may take to hand out its session: one round trip of a far server. A resumed handshake costs a third of a whole one. */
const sessionMs = 100;

/**
 * An https agent that keeps its connections, resumes TLS sessions, and can open connections before there is a request for them:
 * with many requests at once, handshakes cost more than the answers. Goes direct or through one proxy.
 */
export class KeptAgent extends Agent {
  readonly #proxy: ProxyChoice | undefined;
  readonly #timeoutMs: number;
  readonly #context: AgentOptions["secureContext"];
  readonly #sessions = new Map<string, Buffer>();
  readonly #ready = new Map<string, TLSSocket[]>();
  #closed = false;

  constructor(proxy: ProxyChoice | undefined, timeoutMs: number, options: AgentOptions) {
    super(options);
    this.#proxy = proxy;
    this.#timeoutMs = timeoutMs;
    this.#context = options.secureContext;
  }

  /** Opens connections to a host, first one and then the rest with its session. A failure here shows at the request that needs one. */
  async warm(host: string, port: number, count: number): Promise<void> {
    const open = async (): Promise<TLSSocket | undefined> => {
      const socket = await this.#open({ host, port, servername: host, ...(this.#context === undefined ? {} : { secureContext: this.#context }) });
      await new Promise<void>((resolve, reject) => {
        socket.once("secureConnect", resolve);
        socket.once("error", reject);
      });
      if (this.#closed) {
        socket.destroy();
        return undefined;
      }
      // A server that closes an idle connection must not bring the process down.
      socket.on("error", () => {});
      const list = this.#ready.get(`${host}:${port}`) ?? [];
      this.#ready.set(`${host}:${port}`, [...list, socket]);
      return socket;
    };
    try {
      const first = await open();
      if (first !== undefined && !this.#sessions.has(`${host}:${port}`)) await Promise.race([once(first, "session"), once(first, "close"), pause(sessionMs)]);
      await Promise.all(Array.from({ length: count - 1 }, open));
    } catch {
      // The request itself will tell.
    }
  }

  override createConnection(options: Target, ready?: (error: Error | null, stream: Duplex) => void): Duplex | null | undefined {
    const list = this.#ready.get(`${options.host ?? ""}:${options.port ?? 443}`);
    for (let socket = list?.shift(); socket !== undefined; socket = list?.shift()) {
      const usable = socket;
      if (usable.destroyed || !usable.writable) continue;
      queueMicrotask(() => ready?.(null, usable));
      return undefined;
    }
    this.#open(options).then(
      (socket) => ready?.(null, socket),
      (error: Error) => ready?.(error, undefined as never),
    );
    return undefined;
  }

  override destroy(): void {
    this.#closed = true;
    for (const list of this.#ready.values()) for (const socket of list) socket.destroy();
    super.destroy();
  }

  async #open(options: Target): Promise<TLSSocket> {
    const host = options.host ?? "";
    const port = options.port ?? 443;
    const raw = this.#proxy === undefined ? {} : { socket: await openTunnel(this.#proxy, host, port, this.#timeoutMs) };
    const session = this.#sessions.get(`${host}:${port}`);
    const socket = tlsConnect({ ...options, ...raw, servername: options.servername ?? host, ...(session === undefined ? {} : { session }) });
    socket.on("session", (fresh) => this.#sessions.set(`${host}:${port}`, fresh));
    return socket;
  }
}

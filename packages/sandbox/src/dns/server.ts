import { createSocket } from "node:dgram";
import { createServer, type AddressInfo, type Socket } from "node:net";
import type { World } from "../world.ts";
import { readQuestion, writeAnswer } from "./message.ts";
import { resolve } from "./resolve.ts";

/** A running DNS server. */
export interface DnsServer {
  /** `127.0.0.1:PORT`, the same port for UDP and TCP. */
  address: string;
  close(): Promise<void>;
}

/** Answers DNS questions from the world, over UDP and TCP on 127.0.0.1. EDGE: opens sockets. */
export async function openDnsServer(world: World): Promise<DnsServer> {
  const answer = (message: Buffer): Buffer | undefined => {
    const question = readQuestion(message);
    if (question === undefined) return undefined;
    const { code, resources } = resolve(question.name, question.type, world);
    return writeAnswer(question, code, resources);
  };

  const sockets = new Set<Socket>();
  const tcp = createServer((socket) => {
    let pending = Buffer.alloc(0);
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.on("data", (part) => {
      pending = Buffer.concat([pending, part]);
      while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0)) {
        const size = pending.readUInt16BE(0);
        const reply = answer(pending.subarray(2, 2 + size));
        pending = pending.subarray(2 + size);
        if (reply === undefined) {
          socket.destroy();
          return;
        }
        const length = Buffer.alloc(2);
        length.writeUInt16BE(reply.length);
        socket.write(Buffer.concat([length, reply]));
      }
    });
  });

  // UDP first picks a port; should TCP find it taken, another pair is tried.
  for (let attempt = 0; ; attempt += 1) {
    const udp = createSocket("udp4");
    udp.on("message", (message, from) => {
      const reply = answer(message);
      if (reply !== undefined) udp.send(reply, from.port, from.address);
    });
    await new Promise<void>((resolve) => void udp.bind(0, "127.0.0.1", resolve));
    const { port } = udp.address();
    try {
      await new Promise<void>((resolve, reject) => {
        tcp.once("error", reject);
        tcp.listen(port, "127.0.0.1", () => {
          tcp.off("error", reject);
          resolve();
        });
      });
      return {
        address: `127.0.0.1:${(tcp.address() as AddressInfo).port}`,
        async close() {
          udp.close();
          for (const socket of sockets) socket.destroy();
          await new Promise((resolve) => tcp.close(resolve));
        },
      };
    } catch (error) {
      udp.close();
      if (attempt === 4) throw error;
    }
  }
}

import type { Io } from "../io.ts";

/** Each command's module is loaded only when it runs, or when help lists them all. */
const loaders = {
  check: async (io: Io) => (await import("./check.ts")).checkCommand(io),
  token: async (io: Io) => (await import("./token.ts")).tokenCommand(io),
  roles: async (io: Io) => (await import("./roles.ts")).rolesCommand(io),
  endpoint: async (io: Io) => (await import("./endpoint.ts")).endpointCommand(io),
  explain: async (io: Io) => (await import("./explain.ts")).explainCommand(io),
  checks: async (io: Io) => (await import("./lists.ts")).checksCommand(io),
  causes: async (io: Io) => (await import("./lists.ts")).causesCommand(io),
} as const;

/** A command's name. */
export type CommandName = keyof typeof loaders;

/** Names in the order in which help lists them. */
export const commandNames = Object.keys(loaders) as CommandName[];

/** Loads one command. */
export function loadCommand(name: CommandName, io: Io): ReturnType<(typeof loaders)[CommandName]> {
  return loaders[name](io);
}

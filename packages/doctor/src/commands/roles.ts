import { command } from "cmd-ts";
import type { Io } from "../io.ts";
import { askOptions, endpointArgument, outputOptions, principalOption, runOptions, targetOptions } from "./options.ts";

/** `entra-doctor roles`: what the principal may do on the resource. */
export const rolesCommand = (io: Io) =>
  command({
    name: "roles",
    description: "Say what the principal may do on the resource: each data action, by which assignment, refused by which deny, or what would settle it",
    args: { ...endpointArgument, ...targetOptions, ...principalOption, timeout: askOptions.timeout, offline: askOptions.offline, ...runOptions, ...outputOptions },
    handler: async (args): Promise<number> => {
      const { runRoles } = await import("./roles-run.ts");
      return runRoles(args, io);
    },
  });

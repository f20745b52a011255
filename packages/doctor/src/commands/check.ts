import { command } from "cmd-ts";
import type { Io } from "../io.ts";
import { askOptions, endpointArgument, outputOptions, principalOption, runOptions, targetOptions } from "./options.ts";

/** `entra-doctor check`: everything. */
export const checkCommand = (io: Io) =>
  command({
    name: "check",
    description: "Find out why the call fails: configuration, endpoint, credential, token, resource, roles, data plane",
    args: { ...endpointArgument, ...targetOptions, ...principalOption, ...askOptions, ...runOptions, ...outputOptions },
    examples: [
      { description: "With what the app's own variables say", command: "entra-doctor check" },
      { description: "After a role was assigned", command: "entra-doctor check --wait 10m" },
      { description: "A bundle for support, replayed elsewhere", command: "entra-doctor check --save facts.json" },
    ],
    handler: async (args): Promise<number> => {
      const [{ runDiagnosis }, { checkGroups }] = await Promise.all([import("./diagnosis.ts"), import("../checks/index.ts")]);
      // The signature is a question of the token command: --verify.
      const groups = checkGroups.map((group) => ({ ...group, checks: group.checks.filter((check) => check.id !== "token-signature") }));
      return runDiagnosis({ command: "check", groups }, args, io);
    },
  });

import { command, flag, optional, option, positional } from "cmd-ts";
import type { Io } from "../io.ts";
import { UsageError } from "../io.ts";
import { text } from "./option-types.ts";
import { askOptions, outputOptions, targetOptions } from "./options.ts";

const { model: _model, wireApi: _wireApi, subscription: _subscription, resourceId: _resourceId, ...signInOptions } = targetOptions;

/** `entra-doctor token`: what a token says, and whether it fits an endpoint. */
export const tokenCommand = (io: Io) =>
  command({
    name: "token",
    description: "Say what a token holds: who, for what, from where, how long; from stdin, a file, or the app's own credential",
    args: {
      file: positional({ type: optional(text), displayName: "FILE", description: "file with the token; - or nothing for stdin" }),
      acquire: flag({ long: "acquire", description: "ask for a token as the app would, and describe it" }),
      verify: flag({ long: "verify", description: "check the signature with the issuer's published keys" }),
      endpoint: option({ long: "endpoint", type: optional(text), description: "also check that the token is meant for this endpoint" }),
      ...signInOptions,
      timeout: askOptions.timeout,
      offline: askOptions.offline,
      ...outputOptions,
    },
    examples: [
      { description: "A token of the Azure CLI", command: "az account get-access-token --resource https://ai.azure.com | entra-doctor token" },
      { description: "The app's own token, its signature checked", command: "entra-doctor token --acquire --verify" },
    ],
    handler: async (args): Promise<number> => {
      if (args.acquire && args.file !== undefined) throw new UsageError("token: --acquire asks for a token itself, so no file can be given");
      if (args.offline && (args.acquire || args.verify)) throw new UsageError(`token: --${args.acquire ? "acquire" : "verify"} must ask someone, and --offline forbids it`);
      const { runToken } = await import("./token-run.ts");
      return runToken(args, io);
    },
  });

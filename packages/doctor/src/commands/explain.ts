import { command, flag, oneOf, option, restPositionals, string } from "cmd-ts";
import type { Explanation } from "../explain.ts";
import { renderExplanation } from "../explain/render.ts";
import { explainStream } from "../explain/run.ts";
import type { Io } from "../io.ts";
import { readLog } from "../probes/log-source.ts";
import { styleOf } from "../report/style.ts";

/** What `entra-doctor explain` was asked. */
export interface ExplainArguments {
  files: readonly string[];
  format: "text" | "json";
  unredacted: boolean;
  noColor: boolean;
}

/** Exit code of an explanation: 0 when a cause is named, 3 when the text does not hold one. */
export function explainExitCode({ causes }: Explanation): 0 | 3 {
  const first = causes[0];
  return first === undefined || first.id === "inconclusive" ? 3 : 0;
}

/** Reads the files (or stdin), prints the explanation, gives the exit code. */
export async function runExplain(io: Io, { files, format, unredacted, noColor }: ExplainArguments): Promise<number> {
  const sources = files.length === 0 ? ["-"] : files;
  if (sources.includes("-") && io.stdinIsTerminal) io.stderr("Paste the failure, then press Ctrl-D (Ctrl-Z and Enter on Windows).\n");
  const explanation = await explainStream(sources.map(readLog), { unredacted });
  if (format === "json") io.stdout(`${JSON.stringify(explanation, undefined, 2)}\n`);
  else io.stdout(renderExplanation(explanation, styleOf({ env: io.env, platform: io.platform, terminal: io.stdoutIsTerminal, noColor, ...(io.columns !== undefined && { columns: io.columns }) })));
  return explainExitCode(explanation);
}

/** `entra-doctor explain [FILE…]`. */
export const explainCommand = (io: Io) =>
  command({
    name: "explain",
    description: "Names the cause of a failure from its text: a stack trace, a CI log, a container's output. Offline.",
    args: {
      files: restPositionals({ type: string, displayName: "FILE", description: "log files that tell of one failure; - or nothing for stdin" }),
      format: option({ type: oneOf(["text", "json"] as const), long: "format", defaultValue: () => "text" as const, description: "text (default) or json" }),
      unredacted: flag({ long: "unredacted", description: "show whole ids and user names; tokens and secrets stay hidden" }),
      noColor: flag({ long: "no-color", description: "no colours" }),
    },
    handler: (args) => runExplain(io, args),
  });

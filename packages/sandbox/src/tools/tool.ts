import type { Context } from "../app.ts";
import type { ToolBehaviour } from "../world.ts";

/** What a stand-in prints and how it ends. */
export interface ToolAnswer {
  stdout: string;
  stderr: string;
  code: number;
  /** Milliseconds before it does. */
  delay?: number;
}

/** A command-line tool: its arguments → what it prints, as one that behaves in some way would. */
export type Tool = (args: readonly string[], behaviour: Exclude<ToolBehaviour, "missing" | "slow">, context: Context) => ToolAnswer | Promise<ToolAnswer>;

/** What a tool prints when it succeeds. */
export function printed(stdout: string): ToolAnswer {
  return { stdout: stdout.endsWith("\n") ? stdout : `${stdout}\n`, stderr: "", code: 0 };
}

/** What a tool prints when it fails. */
export function failed(stderr: string, code = 1): ToolAnswer {
  return { stdout: "", stderr: stderr.endsWith("\n") ? stderr : `${stderr}\n`, code };
}

/** The value after an option, by any of its names, as `--name value` or `--name=value`. */
export function optionOf(args: readonly string[], ...names: string[]): string | undefined {
  for (const [index, arg] of args.entries()) {
    if (names.includes(arg)) return args[index + 1];
    const inline = names.find((name) => name.startsWith("--") && arg.startsWith(`${name}=`));
    if (inline !== undefined) return arg.slice(inline.length + 1);
  }
  return undefined;
}

import type { CheckGroup } from "../checks/index.ts";
import type { Report } from "../diagnose.ts";
import type { Facts } from "../facts.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../io.ts";
import type { ReportDocument } from "../report/document.ts";
import { reportDocument } from "../report/document.ts";
import type { Style } from "../report/style.ts";
import { styleOf } from "../report/style.ts";
import { version } from "../version.ts";

/** Options of how to answer. */
export interface OutputArguments {
  format?: "text" | "json" | "markdown" | "junit" | undefined;
  output?: string | undefined;
  unredacted?: boolean;
  verbose?: boolean;
  noColor?: boolean;
}

/** How text looks where this command writes it; files get neither colour nor a narrow width. */
export function outputStyle(args: OutputArguments, io: Io): Style {
  const terminal = args.output === undefined && io.stdoutIsTerminal;
  const noColor = args.noColor === true || args.output !== undefined;
  return styleOf({ env: io.env, platform: io.platform, terminal, noColor, ...(io.columns === undefined ? {} : { columns: io.columns }) });
}

/** Writes to stdout, or whole to the file of --output. */
export async function emit(text: string, args: OutputArguments, io: Io): Promise<void> {
  if (args.output === undefined) return io.stdout(text);
  try {
    await io.writeFile(args.output, text);
  } catch (error) {
    throw new UsageError(`--output: ${args.output} cannot be written (${(error as NodeJS.ErrnoException).code ?? "unknown"})`);
  }
}

/** Renders a diagnosis in the format asked for. */
export async function answerReport(
  { command, report, facts, groups, exitCode }: { command: string; report: Report; facts: Facts; groups: readonly CheckGroup[]; exitCode: number },
  args: OutputArguments,
  io: Io,
): Promise<void> {
  const { knownCauses: causes } = await import("../causes/known.ts");
  const document = reportDocument({ command, version, exitCode, report, facts, causes, groups });
  await emit(await render(document, args, io), args, io);
}

const renderers = {
  text: () => import("../report/text.ts"),
  json: () => import("../report/json.ts"),
  markdown: () => import("../report/markdown.ts"),
  junit: () => import("../report/junit.ts"),
} as const;

/** Loads the knowledge base and the renderer ahead of their use. */
export async function loadAnswer(args: OutputArguments): Promise<void> {
  await Promise.all([import("../causes/known.ts"), renderers[args.format ?? "text"]()]);
}

async function render(document: ReportDocument, args: OutputArguments, io: Io): Promise<string> {
  const unredacted = args.unredacted ?? false;
  switch (args.format ?? "text") {
    case "json":
      return (await renderers.json()).renderJson(document, { unredacted });
    case "markdown":
      return (await renderers.markdown()).renderMarkdown(document, { unredacted });
    case "junit":
      return (await renderers.junit()).renderJunit(document, { unredacted });
    default:
      return (await renderers.text()).renderText(document, { style: outputStyle(args, io), verbose: args.verbose ?? false, unredacted });
  }
}

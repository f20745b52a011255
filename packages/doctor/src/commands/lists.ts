import { command, optional, positional } from "cmd-ts";
import type { CauseId } from "../causes/cause-ids.ts";
import type { Check } from "../check.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../io.ts";
import { paint, toAscii, wrap } from "../report/style.ts";
import type { Style } from "../report/style.ts";
import type { OutputArguments } from "./answer.ts";
import { emit, outputStyle } from "./answer.ts";
import { text, word } from "./option-types.ts";
import { outputOptions } from "./options.ts";
import { option } from "cmd-ts";

const listOptions = {
  format: option({ long: "format", type: optional(word("text", "json")), description: "text (default) or json" }),
  output: outputOptions.output,
  noColor: outputOptions.noColor,
};

/** `entra-doctor checks [ID]`. */
export const checksCommand = (io: Io) =>
  command({
    name: "checks",
    description: "List the checks with their ids, or show one",
    args: { id: positional({ type: optional(text), displayName: "ID", description: "one check" }), ...listOptions },
    handler: async (args): Promise<number> => {
      const { checkGroups } = await import("../checks/index.ts");
      const all = checkGroups.flatMap((group) => group.checks.map((check) => ({ group, check })));
      if (args.id !== undefined) {
        const found = all.find(({ check }) => check.id === args.id);
        if (found === undefined) throw new UsageError(`checks: ${JSON.stringify(args.id.slice(0, 60))} is no check; entra-doctor checks lists them`);
        const { id, title, needs, uses = [] } = found.check;
        return list(args, io, { id, title, group: found.group.id, needs, uses }, (style) => [
          paint(style, "bold", id),
          wrap(style, title, "  "),
          wrap(style, `group ${found.group.id}; needs ${needs.join(", ")}${uses.length === 0 ? "" : `; also reads ${uses.join(", ")}`}`, "  "),
        ]);
      }
      const width = Math.max(...all.map(({ check }) => check.id.length));
      return list(args, io, all.map(({ group, check }) => summary(check, group.id)), (style) =>
        checkGroups.flatMap((group) => [paint(style, "bold", group.title), ...group.checks.map((check) => wrap(style, check.title, " ".repeat(width + 4), `  ${check.id.padEnd(width)}  `)), ""]),
      );
    },
  });

function summary({ id, title }: Check, group: string): { id: string; title: string; group: string } {
  return { id, title, group };
}

/** `entra-doctor causes [ID]`. */
export const causesCommand = (io: Io) =>
  command({
    name: "causes",
    description: "List the root causes with their ids, or show one in full, with its fix",
    args: { id: positional({ type: optional(text), displayName: "ID", description: "one cause" }), ...listOptions },
    handler: async (args): Promise<number> => {
      const { knownCauses: causes } = await import("../causes/known.ts");
      if (args.id === undefined) {
        const all = Object.values(causes);
        const width = Math.max(...all.map((cause) => cause.id.length));
        return list(args, io, all.map(({ id, family, title }) => ({ id, family, title })), (style) => {
          const families = [...new Set(all.map((cause) => cause.family))];
          return families.flatMap((family) => [paint(style, "bold", family), ...all.filter((cause) => cause.family === family).map((cause) => wrap(style, cause.title, " ".repeat(width + 4), `  ${cause.id.padEnd(width)}  `)), ""]);
        });
      }
      if (!Object.hasOwn(causes, args.id)) throw new UsageError(`causes: ${JSON.stringify(args.id.slice(0, 60))} is no cause; entra-doctor causes lists them`);
      const cause = causes[args.id as CauseId];
      const fix = cause.fix({});
      const { id, title, family, why, neighbours, docs } = cause;
      const { renderFix } = await import("../report/text.ts");
      return list(args, io, { id, title, family, why, neighbours, fix, docs }, (style) => [
        paint(style, "bold", `${id}: ${title}`),
        "",
        wrap(style, why, "  "),
        ...(neighbours.length === 0 ? [] : ["", paint(style, "bold", "Easily confused with"), ...neighbours.map((other) => wrap(style, `${other.id}: ${other.tell}`, "    ", "  "))]),
        "",
        renderFix({ fix, docs }, style),
      ]);
    },
  });

async function list(args: OutputArguments, io: Io, value: unknown, lines: (style: Style) => string[]): Promise<number> {
  const style = outputStyle(args, io);
  const plain = `${lines(style).join("\n").trimEnd()}\n`;
  await emit(args.format === "json" ? `${JSON.stringify(value, null, 2)}\n` : style.ascii ? toAscii(plain) : plain, args, io);
  return 0;
}

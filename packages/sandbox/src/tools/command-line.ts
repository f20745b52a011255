import { json, type Handler } from "../app.ts";
import type { ToolBehaviour } from "../world.ts";
import { az } from "./az.ts";
import { azd } from "./azd.ts";
import { browser } from "./browser.ts";
import { pwsh } from "./pwsh.ts";
import type { Tool, ToolAnswer } from "./tool.ts";

const tools: Record<string, Tool> = { az, azd, pwsh, browser };

/** A tool that does not come back while anyone waits for it. */
const slowness = 120_000;

/** `POST /{tool}`: what the stand-in of a tool has to print for its arguments. */
export const runTool: Handler = async (request, context) => {
  const name = request.params["tool"] ?? "";
  const tool = tools[name];
  const { args } = JSON.parse(request.body) as { args: string[] };
  const behaviour = (context.world.tools as Record<string, ToolBehaviour | undefined>)[name] ?? "signed-in";
  if (tool === undefined || behaviour === "missing") return json(200, { stdout: "", stderr: `${name}: command not found\n`, code: 127 } satisfies ToolAnswer);
  const answer = await tool(args, behaviour === "slow" ? "signed-in" : behaviour, context);
  return json(200, behaviour === "slow" ? { ...answer, delay: slowness } : answer);
};

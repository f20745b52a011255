import type { Cloud } from "@copilot-entra/auth";
import { clouds } from "@copilot-entra/auth";
import type { SettingsFact } from "../facts/settings.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../io.ts";
import { readSettings } from "../settings.ts";

/** Target options as a command has parsed them. */
export interface TargetArguments {
  endpoint?: string | undefined;
  model?: string | undefined;
  scope?: string | undefined;
  credential?: string | undefined;
  tenant?: string | undefined;
  clientId?: string | undefined;
  subscription?: string | undefined;
  resourceId?: string | undefined;
  principal?: string | undefined;
  cloud?: string | undefined;
  wireApi?: "responses" | "completions" | undefined;
  trustHost?: readonly string[];
  offline?: boolean;
  noInference?: boolean;
}

/** Settings from a command's arguments; reads the file of `--cloud FILE`. */
export async function settingsOf(args: TargetArguments, io: Io): Promise<SettingsFact> {
  const { cloud, trustHost = [], offline = false, noInference = false, ...rest } = args;
  const known = cloud === "public" || cloud === "usgov" || cloud === "china" ? cloud : undefined;
  const customCloud = cloud === undefined || known !== undefined ? undefined : await readCloud(cloud, io);
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return readSettings(
    {
      ...given,
      ...(known === undefined ? {} : { cloud: known }),
      ...(customCloud === undefined ? {} : { cloud: "custom", customCloud }),
      trustedHosts: trustHost,
      offline,
      inference: !noInference,
    },
    io.env,
  );
}

async function readCloud(path: string, io: Io): Promise<Cloud> {
  const value = await readJson(path, "--cloud", io);
  const cloud = { ...clouds.public, doubts: {}, ...(value as Partial<Cloud>) };
  const urls = [cloud.authority, cloud.resourceManager?.endpoint, cloud.graph];
  const suffixes = Object.values(cloud.hosts ?? {});
  const isUrl = (text: unknown): boolean => typeof text === "string" && URL.canParse(text) && new URL(text).protocol === "https:";
  if (typeof cloud.name !== "string" || cloud.name in clouds || !urls.every(isUrl) || suffixes.length === 0 || !suffixes.every((suffix) => typeof suffix === "string" && /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(suffix))) {
    throw new UsageError(`--cloud: ${path} does not describe a cloud: name, authority, resourceManager, graph, hosts and scopes are expected, with https URLs and a name of its own`);
  }
  return { ...cloud, authority: cloud.authority.replace(/\/+$/, "") };
}

/** Reads a JSON object from a file; says in one sentence what is wrong with it. */
export async function readJson(path: string, option: string, io: Io): Promise<Record<string, unknown>> {
  let text: string;
  try {
    text = await io.readFile(path);
  } catch (error) {
    throw new UsageError(`${option}: ${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown"})`);
  }
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    throw new UsageError(`${option}: ${path} is not JSON`);
  }
  throw new UsageError(`${option}: ${path} holds no JSON object`);
}

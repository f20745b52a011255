import type { Cloud, EndpointReading } from "@copilot-entra/auth";
import { azureHost, cloudOfAuthority, clouds, readEndpoint } from "@copilot-entra/auth";
import type { CloudName, CloudSetting, EndpointSetting, SettingsFact, SettingSource } from "./facts/settings.ts";

/** What the person asked for: arguments and options, validated. */
export interface Asked {
  endpoint?: string;
  model?: string;
  scope?: string;
  credential?: string;
  tenant?: string;
  clientId?: string;
  subscription?: string;
  resourceId?: string;
  principal?: string;
  cloud?: CloudName;
  /** Read from `--cloud FILE`. */
  customCloud?: Cloud;
  wireApi?: "responses" | "completions";
  trustedHosts: readonly string[];
  offline: boolean;
  inference: boolean;
}

/** Variables that name the endpoint, in the order in which they win. */
export const endpointVariables = ["FOUNDRY_RESOURCE_URL", "AZURE_AI_FOUNDRY_RESOURCE_URL", "AZURE_OPENAI_ENDPOINT"] as const;

/** Variables that name the deployment, in the order in which they win. */
export const modelVariables = ["FOUNDRY_MODEL", "AZURE_OPENAI_DEPLOYMENT", "AZURE_OPENAI_DEPLOYMENT_NAME"] as const;

type Variables = Readonly<Record<string, string | undefined>>;

/** The variable that a setting was read from; undefined when it was given otherwise. */
export function variableOf(source: string | undefined): string | undefined {
  return source?.startsWith("$") === true ? source.slice(1) : undefined;
}

/** Works out endpoint, cloud, scope and model from the options, then the environment, then what follows from the rest. Pure. */
export function readSettings(asked: Asked, env: Variables): SettingsFact {
  const named = endpointVariables.flatMap((variable) => (given(env[variable]) === undefined ? [] : [{ variable, value: env[variable] as string }]));
  const first: { text: string; source: SettingSource } | undefined = asked.endpoint !== undefined
    ? { text: asked.endpoint, source: "argument" }
    : named[0] && { text: named[0].value, source: `$${named[0].variable}` };
  const askedCloud = asked.customCloud ?? (asked.cloud === undefined || asked.cloud === "custom" ? undefined : clouds[asked.cloud]);
  const reading = first && readEndpoint(first.text, { trustHosts: asked.trustedHosts, cloud: askedCloud });
  const parsed = first && reading && describeEndpoint(first.text, reading, askedCloud);
  const cloud = parsed?.cloud ?? askedCloud ?? cloudOfAuthority(env["AZURE_AUTHORITY_HOST"] ?? "") ?? clouds.public;
  const scope = readScope(asked, env, parsed?.setting?.scope ?? cloud.scopes.foundry);
  const model = readModel(asked, env, parsed?.setting);
  return {
    endpoint: {
      ...(first && { given: withoutSecrets(first.text), source: first.source }),
      ...(parsed?.setting && { parsed: parsed.setting }),
      ...(reading?.ok === false && { problem: { code: reading.error.code, message: reading.error.message, ...suggestionOf(reading) } }),
      notes: reading?.ok === true ? reading.endpoint.corrections.map((code) => ({ code, message: noteOf(code) })) : [],
      others: named
        .filter((other) => `$${other.variable}` !== first?.source)
        .map((other) => ({ variable: other.variable, value: withoutSecrets(other.value), sameHost: hostOf(other.value) === hostOf(first?.text) })),
    },
    ...(model && { model }),
    scope,
    cloud: describeCloud(cloud),
    ...(asked.cloud !== undefined && { cloudAsked: asked.cloud }),
    wireApi: asked.wireApi ?? "responses",
    credential: asked.credential ?? "default",
    ...pick(asked, ["tenant", "clientId", "subscription", "resourceId", "principal"]),
    trustedHosts: asked.trustedHosts,
    offline: asked.offline,
    inference: asked.inference,
  };
}

function readScope(asked: Asked, env: Variables, fitting: string): SettingsFact["scope"] {
  if (asked.scope !== undefined) return { value: asked.scope, source: "option" };
  const named = given(env["FOUNDRY_SCOPE"]);
  return named === undefined ? { value: fitting, source: "default" } : { value: named, source: "$FOUNDRY_SCOPE" };
}

function readModel(asked: Asked, env: Variables, endpoint: EndpointSetting | undefined): SettingsFact["model"] {
  if (asked.model !== undefined) return { value: asked.model, source: "option" };
  for (const variable of modelVariables) {
    const value = given(env[variable]);
    if (value !== undefined) return { value, source: `$${variable}` };
  }
  return endpoint?.deployment === undefined ? undefined : { value: endpoint.deployment, source: "argument" };
}

const families = { openai: "openai", "cognitive-services": "cognitiveservices", foundry: "services.ai", regional: "other", "api-management": "other" } as const;

function describeEndpoint(text: string, reading: EndpointReading, asked: Cloud | undefined): { setting?: EndpointSetting; cloud?: Cloud } {
  if (!reading.ok) return reading.error.code === "endpoint-regional" ? describeRegional(text, asked) : { ...cloudOf(text, asked) };
  const { endpoint } = reading;
  const place = azureHost(endpoint.host, asked ? [asked, clouds.public, clouds.usgov, clouds.china] : undefined);
  const setting: EndpointSetting = {
    kind: endpoint.kind === "project" ? "project" : endpoint.kind === "custom" ? "other" : "resource",
    origin: endpoint.origin,
    host: endpoint.host,
    port: Number(new URL(endpoint.origin).port || (endpoint.origin.startsWith("http:") ? 80 : 443)),
    baseUrl: endpoint.baseUrl.replace(/\/$/, ""),
    family: place === undefined ? "other" : families[place.service],
    scope: endpoint.scope,
    ...pick(endpoint, ["subdomain", "project", "deployment", "apiVersion"]),
  };
  return { setting, cloud: endpoint.cloud };
}

/** A regional host takes no token, but everything up to that answer can still be looked at. */
function describeRegional(text: string, asked: Cloud | undefined): { setting?: EndpointSetting; cloud?: Cloud } {
  const host = hostOf(text);
  const place = host === undefined ? undefined : azureHost(host, asked ? [asked, clouds.public, clouds.usgov, clouds.china] : undefined);
  if (host === undefined || place === undefined) return {};
  const origin = `https://${host}`;
  const scope = place.cloud.scopes.cognitiveServices;
  const setting = { kind: "regional", origin, host, port: 443, baseUrl: `${origin}/openai/v1`, family: "other", region: place.label, scope } as const;
  return { setting, cloud: place.cloud };
}

function cloudOf(text: string, asked: Cloud | undefined): { cloud?: Cloud } {
  const place = azureHost(hostOf(text) ?? "", asked ? [asked, clouds.public, clouds.usgov, clouds.china] : undefined);
  return place === undefined ? {} : { cloud: place.cloud };
}

function describeCloud(cloud: Cloud): CloudSetting {
  const name = cloud.name === "public" || cloud.name === "usgov" || cloud.name === "china" ? cloud.name : "custom";
  return {
    name,
    authority: cloud.authority,
    arm: cloud.resourceManager.endpoint,
    graph: cloud.graph,
    endpointSuffixes: Object.values(cloud.hosts).map((suffix) => `.${suffix}`),
    dataScopes: [cloud.scopes.foundry, cloud.scopes.cognitiveServices],
    armScope: cloud.resourceManager.scope,
    graphScope: `${cloud.graph}/.default`,
  };
}

/** Hosts that may see a token: those of the cloud, and those named with --trust-host. */
export function trustedHostsOf(settings: SettingsFact): string[] {
  const { cloud } = settings;
  const named = settings.trustedHosts.map((host) => host.toLowerCase().replace(/:\d+$/, ""));
  return [...cloud.endpointSuffixes, ...[cloud.authority, cloud.arm, cloud.graph].map((url) => new URL(url).hostname), ...named];
}

const notes: Readonly<Record<string, string>> = {
  "private-link-name": "The private link's own name was given; programs must use the public name, which resolves to the private address.",
  "trailing-dot": "The host ends in a dot; it was left out.",
};

function noteOf(code: string): string {
  return notes[code] ?? `The spelling was put right (${code.replaceAll("-", " ")}).`;
}

function suggestionOf(reading: EndpointReading & { ok: false }): { suggestion?: string } {
  const { evidence } = reading.error;
  return "write" in evidence ? { suggestion: evidence.write } : {};
}

function given(value: string | undefined): string | undefined {
  const text = value?.trim();
  return text === undefined || text === "" ? undefined : text;
}

function hostOf(text: string | undefined): string | undefined {
  const address = given(text)?.replace(/^["']|["']$/g, "");
  if (address === undefined) return undefined;
  const url = /^[a-z]+:\/\//i.test(address) ? address : `https://${address}`;
  return URL.canParse(url) ? new URL(url).hostname.toLowerCase().replace(/\.$/, "") : undefined;
}

/** Credentials and query values may be secrets; the rest of what was written is shown. */
function withoutSecrets(text: string): string {
  return text.replace(/\/\/[^/@\s]*@/, "//").replace(/([?&][^=&\s]*)=[^&\s]*/g, "$1=…").slice(0, 300);
}

function pick<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Partial<Pick<T, K>> {
  return Object.fromEntries(keys.flatMap((key) => (from[key] === undefined ? [] : [[key, from[key]]]))) as Partial<Pick<T, K>>;
}

import { FoundryAuthError } from "./errors.ts";

/** What was dropped from the path or query of an endpoint, and why that is right. */
export type RouteCorrection = "slash-trimmed" | "doubled-slash" | "doubled-path" | "operation-dropped" | "deployment-path" | "api-version-dropped" | "query-dropped";

/** The parts of a model endpoint's path. */
export interface ModelRoute {
  /** What stands before Azure's own paths: "" or a gateway's `/prefix`. */
  readonly prefix: string;
  /** The versionless route below it: `openai/v1/`, or what a gateway was written with. */
  readonly version: "openai/v1/" | "v1/";
  /** As it stands in the URL, percent-encoded. */
  readonly project?: string;
  readonly deployment?: string;
  readonly apiVersion?: string;
  readonly corrections: RouteCorrection[];
}

const operations = /^(chat(\/completions)?|completions|responses|embeddings|models|images|audio|files|batches|assistants|threads|agents|conversations|realtime|fine_tuning|vector_stores|evals)(\/|$)/i;

/**
 * Reads the path of a model endpoint by Azure's layout: `[/prefix][/api/projects/NAME][/openai[/v1|/deployments/NAME]][/operation]`.
 * @param strict on Azure's own hosts, which have no prefix: any other path is an error.
 * @throws {FoundryAuthError} `endpoint-unknown-path`.
 */
export function modelRoute(url: URL, origin: string, strict: boolean): ModelRoute {
  const corrections: RouteCorrection[] = [];
  const raw = url.pathname;
  const segments = raw.split("/").filter((segment) => segment !== "");
  if (raw.slice(1).includes("//") || raw.startsWith("//")) corrections.push("doubled-slash");
  if (raw.length > 1 && raw.endsWith("/") && !/\/openai\/v1\/$/i.test(raw)) corrections.push("slash-trimmed");

  const lower = segments.map((segment) => segment.toLowerCase());
  const projects = lower.findIndex((segment, index) => segment === "api" && lower[index + 1] === "projects");
  const openai = lower.indexOf("openai", projects < 0 ? 0 : projects + 3);
  const project = projects < 0 ? undefined : segments[projects + 2];
  const end = projects >= 0 ? projects : openai >= 0 ? openai : prefixEnd(segments);
  const prefix = segments.slice(0, end).map((segment) => `/${segment}`).join("");
  const unknown = () => new FoundryAuthError("endpoint-unknown-path", { given: `${origin}${raw}`, path: raw, write: origin });
  if ((projects >= 0 && decoded(project) === undefined) || (strict && prefix !== "")) throw unknown();

  let rest = segments.slice(openai >= 0 ? openai + 1 : projects >= 0 ? projects + 3 : end);
  let deployment: string | undefined;
  for (;;) {
    const head = rest.slice(0, 2).join("/").toLowerCase();
    if (head.startsWith("deployments/") && rest[1] !== undefined) {
      deployment = decoded(rest[1]);
      corrections.push("deployment-path");
      rest = rest.slice(2);
    } else if (rest[0]?.toLowerCase() === "v1" && (openai >= 0 || !strict)) rest = rest.slice(1);
    else if (rest[0]?.toLowerCase() === "openai") {
      corrections.push("doubled-path");
      rest = rest.slice(1);
    } else break;
  }
  if (rest.length > 0) {
    if (!operations.test(rest.join("/")) && rest[0]?.toLowerCase() !== "deployments") throw unknown();
    corrections.push("operation-dropped");
  }

  const apiVersion = url.searchParams.get("api-version") ?? undefined;
  if (apiVersion !== undefined) corrections.push("api-version-dropped");
  if ([...url.searchParams.keys()].some((name) => name !== "api-version")) corrections.push("query-dropped");
  const version = openai < 0 && projects < 0 && lower[end] === "v1" ? "v1/" : "openai/v1/";
  return { prefix, version, ...(project !== undefined && { project }), ...(deployment !== undefined && { deployment }), ...(apiVersion !== undefined && { apiVersion }), corrections };
}

/** Without Azure's own segments, a trailing operation or version is no part of a gateway's prefix. */
function prefixEnd(segments: readonly string[]): number {
  const start = segments.findIndex((_, index) => operations.test(segments.slice(index).join("/")));
  const end = start < 0 ? segments.length : start;
  return end > 0 && segments[end - 1]?.toLowerCase() === "v1" ? end - 1 : end;
}

function decoded(segment: string | undefined): string | undefined {
  try {
    return segment === undefined ? undefined : decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

import type { SandboxResponse } from "../app.ts";
import { refusals } from "./error.ts";
import type { FoundryCall } from "./operation.ts";

/** Dated versions of the classic routes, oldest first. */
export const classicVersions: readonly string[] = [
  "2023-05-15",
  "2024-02-01",
  "2024-02-15-preview",
  "2024-05-01-preview",
  "2024-06-01",
  "2024-07-01-preview",
  "2024-08-01-preview",
  "2024-09-01-preview",
  "2024-10-01-preview",
  "2024-10-21",
  "2024-12-01-preview",
  "2025-01-01-preview",
  "2025-02-01-preview",
  "2025-03-01-preview",
  "2025-04-01-preview",
];

const firstWithResponses = "2025-03-01-preview";

/** The refusal of an api-version that is missing, unknown, too old for the operation, or given on a v1 path. */
export function versionRefusal({ operation, request }: FoundryCall): SandboxResponse | undefined {
  const version = request.url.searchParams.get("api-version");
  if (operation === undefined) return undefined;
  // The v1 paths once took the word "preview" and still do; a date is refused.
  if (operation.dialect !== "classic") return version === null || version === "preview" ? undefined : refusals.versionOnV1();
  if (version === null) return refusals.notFound();
  if (!classicVersions.includes(version)) return refusals.versionUnknown();
  if (!operation.dataAction.startsWith("OpenAI/responses/") || version >= firstWithResponses) return undefined;
  return refusals.versionTooOldForResponses();
}

import { json, type SandboxResponse } from "../app.ts";

/** An error in Resource Manager's form, with the request id header that it always sends. */
export function armError(status: number, code: string, message: string, headers: Record<string, string> = {}): SandboxResponse {
  return json(status, { error: { code, message } }, headers);
}

/** 404 for a resource that is not there, worded as Resource Manager words it. */
export function resourceNotFound(type: string, name: string, resourceGroup: string): SandboxResponse {
  return armError(404, "ResourceNotFound", `The Resource '${type}/${name}' under resource group '${resourceGroup}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`);
}

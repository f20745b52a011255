import { json, type SandboxResponse } from "../app.ts";
import type { ArmCall } from "./operation.ts";

const defaultPageSize = 10;

/** One page of a list, with `nextLink` on the same host while more follow; the link carries `$skiptoken`. */
export function page(call: ArmCall, items: readonly unknown[]): SandboxResponse {
  const size = call.world.pageSize ?? defaultPageSize;
  const from = Number(call.url.searchParams.get("$skiptoken") ?? 0) || 0;
  const value = items.slice(from, from + size);
  if (from + size >= items.length) return json(200, { value });
  const next = new URL(call.url);
  next.searchParams.set("$skiptoken", String(from + size));
  return json(200, { value, nextLink: next.href });
}

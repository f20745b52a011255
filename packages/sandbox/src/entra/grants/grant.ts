import type { Context, SandboxRequest } from "../../app.ts";
import type { Tenant } from "../../world.ts";

/** A token request as a grant sees it. */
export interface GrantRequest {
  form: URLSearchParams;
  /** Nothing for `common` and its like. */
  tenant: Tenant | undefined;
  /** Path segment that named the tenant. */
  tenantName: string;
  request: SandboxRequest;
  /** The endpoint's own URL, as assertions name it. */
  tokenUrl: string;
}

/** One grant type: a request → the fields of a successful answer; a refusal is thrown. */
export type Grant = (request: GrantRequest, context: Context) => Record<string, unknown>;

import type { Claims } from "../access/bearer.ts";
import type { Context, SandboxRequest, SandboxResponse } from "../app.ts";
import type { Account, Deployment, Properties, World } from "../world.ts";
import type { Destination } from "./host.ts";

/** What a deployed model must be able to do for an operation, as Resource Manager's capability map names it. */
export type Capability = "responses" | "chatCompletion" | "embeddings";

/** One line of the data plane's table. */
export interface FoundryOperation {
  method: string;
  /** `:name` stands for one segment. */
  path: string;
  /** `v1` has no api-version, `classic` needs one, `project` lives below `/api/projects/…` and takes only the Foundry audience. */
  dialect: "v1" | "classic" | "project";
  /** The data action, without `Microsoft.CognitiveServices/accounts/`. */
  dataAction: string;
  /** The route as the service prints it in refusals. */
  printed: string;
  /** Runs a model: needs a deployment with this capability. */
  runs?: { capability: Capability; operationId: string };
  handle(call: AuthorizedCall): SandboxResponse;
}

/** A request while it is being authorised: every step reads it, the early ones fill it in. */
export interface FoundryCall {
  request: SandboxRequest;
  context: Context;
  world: World;
  destination: Destination;
  operation?: FoundryOperation;
  params: Record<string, string>;
  account?: Account;
  claims?: Claims;
  keyUsed?: boolean;
  body?: Properties;
  deployment?: Deployment;
}

/** A request that passed every step. */
export interface AuthorizedCall {
  request: SandboxRequest;
  context: Context;
  world: World;
  account: Account;
  params: Record<string, string>;
  body: Properties;
  /** The deployment of an operation that runs a model. */
  deployment: Deployment | undefined;
}

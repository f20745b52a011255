import { json, type SandboxResponse } from "../app.ts";
import type { Account, Deployment, Properties } from "../world.ts";
import { deploymentShape } from "./account-shape.ts";
import { onAccount } from "./accounts.ts";
import { armError, resourceNotFound } from "./error.ts";
import { modelsOffered } from "./models.ts";
import { accountPath, type ArmCall, type ArmOperation } from "./operation.ts";
import { page } from "./page.ts";

const action = "Microsoft.CognitiveServices/accounts/deployments";

/** Model deployments of an account; a creation ends at once in `Succeeded`. */
export const deploymentOperations: ArmOperation[] = [
  {
    method: "GET",
    path: `${accountPath}/deployments`,
    action: `${action}/read`,
    handle: onAccount((account, call) => page(call, account.deployments.map((deployment) => deploymentShape(account, deployment)))),
  },
  { method: "GET", path: `${accountPath}/deployments/:deployment`, action: `${action}/read`, handle: onAccount(get) },
  { method: "PUT", path: `${accountPath}/deployments/:deployment`, action: `${action}/write`, handle: onAccount(put) },
  { method: "DELETE", path: `${accountPath}/deployments/:deployment`, action: `${action}/delete`, handle: onAccount(remove) },
];

function get(account: Account, call: ArmCall): SandboxResponse {
  const found = find(account, call);
  return found === undefined ? resourceNotFound(action, `${account.name}/${call.params["deployment"]}`, account.resourceGroup) : json(200, deploymentShape(account, found));
}

function put(account: Account, call: ArmCall): SandboxResponse {
  const properties = (call.body["properties"] ?? {}) as Properties;
  const model = (properties["model"] ?? {}) as Properties;
  const sku = (call.body["sku"] ?? {}) as Properties;
  const { format, name, version } = model;
  if (typeof format !== "string" || typeof name !== "string") return armError(400, "InvalidResourceProperties", "The deployment needs properties.model.format and properties.model.name.");
  const offered = modelsOffered.find((candidate) => candidate.name === name && candidate.format === format && (version === undefined || version === candidate.version));
  if (offered === undefined) {
    return armError(400, "DeploymentModelNotSupported", `The model 'Format:${format},Name:${name},Version:${typeof version === "string" ? version : ""}' of account deployment is not supported.`);
  }
  if (typeof sku["name"] !== "string") return armError(400, "InvalidResourceProperties", "The deployment needs sku.name, for instance 'GlobalStandard'.");
  const capacity = Number(sku["capacity"] ?? 1);
  const quota = call.world.quota ?? 1000;
  if (capacity > quota) {
    const counted = `Tokens Per Minute (thousands) - ${name}`;
    return armError(400, "InsufficientQuota", `This operation require ${capacity} new capacity in quota ${counted}, which is bigger than the current available capacity ${quota}. The current quota usage is ${1000 - quota} and the quota limit is 1000 for quota ${counted}.`);
  }
  const existing = find(account, call);
  const deployment: Deployment = {
    name: existing?.name ?? call.params["deployment"] ?? "",
    model: { format, name, version: offered.version },
    sku: { name: sku["name"], capacity },
    provisioningState: "Succeeded",
    capabilities: { ...offered.capabilities },
  };
  if (existing === undefined) account.deployments.push(deployment);
  else account.deployments.splice(account.deployments.indexOf(existing), 1, deployment);
  return json(existing === undefined ? 201 : 200, deploymentShape(account, deployment));
}

function remove(account: Account, call: ArmCall): SandboxResponse {
  const found = find(account, call);
  if (found === undefined) return { status: 204, headers: {}, body: "" };
  account.deployments.splice(account.deployments.indexOf(found), 1);
  return { status: 200, headers: {}, body: "" };
}

function find(account: Account, call: ArmCall): Deployment | undefined {
  return account.deployments.find((deployment) => deployment.name.toLowerCase() === call.params["deployment"]?.toLowerCase());
}

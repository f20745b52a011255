import type { Account, Deployment, Properties } from "../world.ts";

/** Resource id of an account. */
export function accountId(account: Account): string {
  return `/subscriptions/${account.subscriptionId}/resourceGroups/${account.resourceGroup}/providers/Microsoft.CognitiveServices/accounts/${account.name}`;
}

const suffix: Record<Account["cloud"], string> = { public: "azure.com", usgov: "azure.us", china: "azure.cn" };
const regional: Record<Account["cloud"], string> = { public: "api.cognitive.microsoft.com", usgov: "api.cognitive.microsoft.us", china: "api.cognitive.azure.cn" };

/** An account as Resource Manager shows it. */
export function accountShape(account: Account): Properties {
  const { customSubDomainName: name } = account;
  const end = suffix[account.cloud];
  const endpoint = name === undefined ? `https://${account.location}.${regional[account.cloud]}/` : `https://${name}.${account.kind === "OpenAI" ? "openai" : "cognitiveservices"}.${end}/`;
  const id = accountId(account);
  return {
    id,
    name: account.name,
    type: "Microsoft.CognitiveServices/accounts",
    kind: account.kind,
    location: account.location,
    sku: { name: "S0" },
    tags: {},
    etag: '"00000000-0000-0000-0000-000000000000"',
    properties: {
      provisioningState: "Succeeded",
      internalId: account.name,
      endpoint,
      endpoints: name === undefined ? {} : endpoints(account, name, end),
      ...(name === undefined ? {} : { customSubDomainName: name }),
      publicNetworkAccess: account.publicNetworkAccess,
      ...(account.networkAcls === undefined ? {} : { networkAcls: account.networkAcls }),
      disableLocalAuth: account.disableLocalAuth,
      allowProjectManagement: account.kind === "AIServices",
      defaultProject: account.projects[0]?.name ?? null,
      associatedProjects: account.projects.map((project) => project.name),
      privateEndpointConnections: account.privateEndpointConnections.map((connection) => connectionShape(account, connection)),
      capabilities: [],
      dateCreated: "2026-01-15T09:00:00.0000000Z",
    },
  };
}

function endpoints(account: Account, name: string, end: string): Record<string, string> {
  const openAi = `https://${name}.openai.${end}/`;
  return {
    "OpenAI Language Model Instance API": openAi,
    "OpenAI Dall-E API": openAi,
    ...(account.kind === "AIServices" ? { "AI Foundry API": `https://${name}.services.ai.${end}/`, Language: `https://${name}.cognitiveservices.${end}/` } : {}),
  };
}

/** A private endpoint connection of an account. */
export function connectionShape(account: Account, connection: Account["privateEndpointConnections"][number]): Properties {
  const subscription = `/subscriptions/${account.subscriptionId}/resourceGroups/${account.resourceGroup}`;
  return {
    id: `${accountId(account)}/privateEndpointConnections/${connection.name}`,
    name: connection.name,
    type: "Microsoft.CognitiveServices/accounts/privateEndpointConnections",
    properties: {
      provisioningState: "Succeeded",
      groupIds: ["account"],
      privateEndpoint: { id: `${subscription}/providers/Microsoft.Network/privateEndpoints/${connection.name}` },
      privateLinkServiceConnectionState: { status: connection.status, description: "", actionsRequired: "None" },
    },
  };
}

/** A deployment as Resource Manager shows it. */
export function deploymentShape(account: Account, deployment: Deployment): Properties {
  return {
    id: `${accountId(account)}/deployments/${deployment.name}`,
    name: deployment.name,
    type: "Microsoft.CognitiveServices/accounts/deployments",
    sku: deployment.sku,
    properties: {
      model: deployment.model,
      versionUpgradeOption: "OnceNewDefaultVersionAvailable",
      currentCapacity: deployment.sku.capacity,
      capabilities: deployment.capabilities,
      raiPolicyName: "Microsoft.DefaultV2",
      provisioningState: deployment.provisioningState,
      rateLimits: [
        { key: "request", renewalPeriod: 60, count: deployment.sku.capacity },
        { key: "token", renewalPeriod: 60, count: deployment.sku.capacity * 1000 },
      ],
    },
  };
}

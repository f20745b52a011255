import { ids } from "../seed.ts";
import type { ToolBehaviour, World } from "../world.ts";
import type { FaultRecords } from "./fault.ts";
import { set } from "./sign-in.ts";

const proxyPage = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1>The proxy could not reach 169.254.169.254.</body></html>";

/** Hosts and tools that should give a token and do not. */
export const identityFaults: FaultRecords = {
  "identity-not-assigned": {
    title: "The host has no managed identity",
    credential: "managed-identity",
    apply(world) {
      for (const identity of world.identities) identity.assigned = false;
    },
  },
  "identity-client-id-missing": {
    title: "The machine has two user-assigned identities and the program names neither",
    credential: "imds",
    apply(world) {
      const [system, own] = [world.identities.find(({ kind }) => kind === "SystemAssigned"), world.identities.find(({ kind }) => kind === "UserAssigned")];
      if (system !== undefined) system.assigned = false;
      if (own !== undefined) world.identities.push({ ...own, resourceId: `${own.resourceId}-jobs`, clientId: "c11e7000-6666-4bbb-8ccc-c04705000006", principalId: "0b1ec700-6666-4bbb-8ccc-c04705000006" });
    },
  },
  "imds-unreachable": {
    title: "The program runs outside Azure, where nothing answers at 169.254.169.254",
    credential: "imds",
    apply(world) {
      world.identityHost = "none";
    },
  },
  "imds-blocked": {
    title: "The platform's identity endpoint is named, and nothing listens there",
    credential: "managed-identity",
    // Port 9 is kept for discarding, so nothing on this machine answers.
    apply: (world) => set(world, { IDENTITY_ENDPOINT: "http://127.0.0.1:9/msi/token" }),
  },
  "imds-intercepted": {
    title: "A proxy answers in place of the metadata service",
    credential: "imds",
    apply: (world) => void world.wireFaults.push({ where: "managed-identity", effect: { kind: "answer", status: 502, headers: { "content-type": "text/html", via: "1.1 proxy.contoso.com" }, body: proxyPage } }),
  },
  "cloud-shell-audience": {
    title: "Cloud Shell refuses the audience that the program asks for",
    credential: "cloud-shell",
    apply: (world) => set(world, { FOUNDRY_SCOPE: "https://cognitiveservices.azure.com/.default" }),
  },
  "service-fault-or-throttled": {
    title: "The metadata service turns away requests that come too fast",
    credential: "imds",
    apply: (world) =>
      void world.wireFaults.push({
        where: "managed-identity",
        effect: { kind: "answer", status: 429, headers: { "content-type": "application/json" }, body: JSON.stringify({ error: "invalid_request", error_description: "Temporarily throttled, too many requests" }) },
      }),
  },
  "no-usable-credential": {
    title: "Nothing that the chain tries is there: no variables, no managed identity",
    credential: "managed-identity",
    apply(world) {
      world.identityHost = "none";
      set(world, { AZURE_TOKEN_CREDENTIALS: "prod", IDENTITY_ENDPOINT: undefined, IDENTITY_HEADER: undefined });
    },
  },
  "wrong-credential-wins": {
    title: "A left-over client secret comes before the managed identity",
    credential: "managed-identity",
    apply: (world) => set(world, { AZURE_TOKEN_CREDENTIALS: "prod", AZURE_TENANT_ID: ids.contosoTenant, AZURE_CLIENT_ID: ids.app, AZURE_CLIENT_SECRET: "left-over-of-an-older-deployment" }),
  },
  "cli-not-logged-in": {
    title: "Nobody is signed in to the Azure CLI",
    credential: "azure-cli",
    apply: tool("az", "signed-out"),
  },
  "cli-not-installed": {
    title: "There is no Azure CLI on PATH",
    credential: "azure-cli",
    apply: tool("az", "missing"),
  },
  "cli-call-failed": {
    title: "The Azure CLI crashes",
    credential: "azure-cli",
    apply: tool("az", "broken"),
  },
  "cli-too-slow": {
    title: "The Azure CLI does not answer in time",
    credential: "azure-cli",
    cause: "cli-call-failed",
    apply: tool("az", "slow"),
  },
  "session-expired": {
    title: "The Azure CLI's sign-in has expired",
    credential: "azure-cli",
    apply: tool("az", "expired"),
  },
  "developer-cli-not-logged-in": {
    title: "Nobody is signed in to the Azure Developer CLI",
    credential: "azure-developer-cli",
    cause: "cli-not-logged-in",
    apply: tool("azd", "signed-out"),
  },
  "powershell-not-logged-in": {
    title: "Nobody is signed in to Azure PowerShell",
    credential: "azure-powershell",
    cause: "cli-not-logged-in",
    apply: tool("pwsh", "signed-out"),
  },
  "mfa-required": {
    title: "The Azure CLI's sign-in carries no second factor, and the tenant demands one",
    credential: "azure-cli",
    apply(world) {
      world.tokenRefusal = {
        code: 50076,
        error: "interaction_required",
        status: 400,
        description: "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '18a66f5f-dbdf-4c17-9dd7-1634712a9cbe'.",
      };
    },
  },
  "account-wrong": {
    title: "The signed-in account does not exist in the tenant that is asked",
    credential: "azure-cli",
    apply(world) {
      world.tokenRefusal = {
        code: 50020,
        error: "invalid_grant",
        status: 400,
        description: `User account 'dev@contoso.onmicrosoft.com' from identity provider 'https://sts.windows.net/${ids.contosoTenant}/' does not exist in tenant 'Fabrikam' and cannot access the application '${ids.azureCli}' in that tenant. The account needs to be added as an external user in the tenant first.`,
      };
    },
  },
};

/** Changes how a command-line tool behaves. */
function tool(name: keyof World["tools"], behaviour: ToolBehaviour): (world: World) => void {
  return (world) => void (world.tools[name] = behaviour);
}

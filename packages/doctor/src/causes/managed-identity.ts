import type { CauseId } from "./cause-ids.ts";
import type { CauseRecord, FixEvidence, Step } from "./cause.ts";
import { fill, say, setVariable, unsetVariables } from "../fix.ts";

const guide = "https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token";
const appService = "https://learn.microsoft.com/azure/app-service/overview-managed-identity";

/** Causes that lie in managed identity and the endpoint that serves it. */
export const managedIdentity = {
  "identity-not-assigned": {
    title: "This host has no such managed identity",
    why: "The identity endpoint was reached, or should exist, but the identity asked for is not attached to this host. Either none is switched on, or the client id belongs to an identity that was never assigned here.",
    neighbours: [
      { id: "identity-client-id-missing", tell: "there identities are attached and the request names none of them" },
      { id: "imds-blocked", tell: "there the endpoint is not reached" },
      { id: "resource-not-found-bad-scope", tell: "a 400 whose body says invalid_resource is about the scope" },
    ],
    fix: (e) => [
      switchOn(e),
      e.identityClientId === undefined ? say("Remove a left-over AZURE_CLIENT_ID that selects an identity which is not attached here") : unsetVariables(["AZURE_CLIENT_ID"], "If the host's own identity is meant, take away the client id that selects another one"),
    ],
    docs: [guide, appService],
  },
  "identity-client-id-missing": {
    title: "The request does not say which user-assigned identity to use",
    why: "The host has one or more user-assigned identities, and the request asks for the system-assigned one or names none. The client id (or resource id) of the identity has to be passed.",
    neighbours: [{ id: "identity-not-assigned", tell: "there the identity named is not attached, or none is" }],
    fix: (e) => [
      { title: "Find the client id of the identity", az: ["az identity list --query \"[].{name:name,clientId:clientId}\" --output table"], powershell: ["Get-AzUserAssignedIdentity -ResourceGroupName \"RESOURCE_GROUP\" | Select-Object Name, ClientId"] },
      setVariable("AZURE_CLIENT_ID", fill(e, "identityClientId"), "Pass it to the program"),
      say("Or in code: managedIdentityClientId (JavaScript), managed_identity_client_id (Python), ManagedIdentityClientId (.NET), ID: azidentity.ClientID(...) (Go), managedIdentityClientId(...) (Java), UserAssignedId::ClientId (Rust)"),
    ],
    docs: [guide, appService],
  },
  "imds-unreachable": {
    title: "This is not an Azure host, so there is no managed identity",
    why: "The metadata address 169.254.169.254 does not answer, because the program runs on a workstation, in a foreign cloud or CI, where Azure provides no identity. Another credential is needed there.",
    neighbours: [
      { id: "imds-blocked", tell: "on an Azure host the same time-out means that the process can't reach it", command: "curl -s -H Metadata:true \"http://169.254.169.254/metadata/instance?api-version=2021-02-01\"" },
      { id: "imds-intercepted", tell: "there something else answers for the address" },
    ],
    fix: () => [
      { title: "Use a developer login or a service principal on this machine", az: ["az login"], powershell: ["Connect-AzAccount"] },
      setVariable("AZURE_TOKEN_CREDENTIALS", "dev", "Leave managed identity out of the chain on developer machines"),
    ],
    docs: [guide, "https://aka.ms/azsdk/net/identity/managedidentitycredential/troubleshoot"],
  },
  "imds-blocked": {
    title: "On Azure, but the process does not reach the endpoint that serves its identity",
    why: "The host has an identity, but the request goes to an address that does not serve it here, or a container, firewall or sandbox blocks it. App Service, Functions, Container Apps and Arc serve identity at the address in IDENTITY_ENDPOINT, not at 169.254.169.254.",
    neighbours: [
      { id: "imds-unreachable", tell: "off Azure there is no endpoint to reach" },
      { id: "identity-not-assigned", tell: "without an identity App Service sets no IDENTITY_ENDPOINT, and libraries fall back to 169.254.169.254", command: "env | grep -c -e IDENTITY_ENDPOINT -e MSI_ENDPOINT" },
    ],
    fix: () => [
      say("Print in the failing process whether IDENTITY_ENDPOINT and IDENTITY_HEADER are set; restart the app after switching its identity on", "A shell that changes user, a cleared environment or a side process loses them. Use a library version that knows this host."),
      { title: "In containers and pods: let the process reach the address", az: ["curl -s -H Metadata:true \"http://169.254.169.254/metadata/instance?api-version=2021-02-01\""], note: "Host network or a network policy exception for 169.254.169.254; on Arc the user must be in the group himds." },
    ],
    docs: [appService, "https://learn.microsoft.com/azure/azure-arc/servers/managed-identity-authentication"],
  },
  "imds-intercepted": {
    title: "Something else answers for the metadata address",
    why: "A proxy, Docker Desktop or another agent answers requests to 169.254.169.254 with an error page of its own. The library takes the answer for a broken managed identity and may stop the chain there.",
    neighbours: [{ id: "imds-unreachable", tell: "there nothing answers at all" }, { id: "service-fault-or-throttled", tell: "there the real service answers with its own JSON error" }],
    fix: () => [
      {
        title: "Keep the metadata address out of the proxy",
        bash: ['export NO_PROXY="${NO_PROXY:+$NO_PROXY,}localhost,127.0.0.1,169.254.169.254"', 'export no_proxy="$NO_PROXY"'],
        powershell: ['$env:NO_PROXY = "$env:NO_PROXY,localhost,127.0.0.1,169.254.169.254"'],
      },
      setVariable("AZURE_TOKEN_CREDENTIALS", "dev", "On a workstation (Docker Desktop): leave managed identity out"),
    ],
    docs: [guide],
  },
  "service-fault-or-throttled": {
    title: "The identity service is slow, faulty or throttling",
    why: "The request was right, and the endpoint answered too late, with an error of its own, or because it was asked too often. Tokens are meant to be cached: one credential per process, one request per token.",
    neighbours: [{ id: "network-or-proxy", tell: "there no answer of the service arrives at all" }, { id: "rate-limit-429", tell: "a 429 of the model is not one of the identity service" }],
    fix: () => [
      say("Create the credential once and share it, so that its cache works; back off on 429 and 5xx"),
      say("If it lasts, look at https://status.azure.com and report it with trace id, correlation id and time"),
    ],
    docs: [guide, "https://learn.microsoft.com/entra/identity-platform/reference-breaking-changes"],
  },
} as const satisfies Partial<Record<CauseId, CauseRecord>>;

/** Gives the host an identity: the app that the environment names, found by its name, or whatever host it is. */
function switchOn(e: FixEvidence): Step {
  const step: Step = {
    title: "Switch on the system-assigned identity, or attach the user-assigned one",
    bicep: "identity: {\n  type: 'SystemAssigned'\n}",
    portal: ["The app or virtual machine, Identity, System assigned: On, or User assigned: Add. Restart the app."],
  };
  const groupOf = (list: string, name: string): string => `$(${list} --query "[?name=='${name}'].resourceGroup | [0]" --output tsv)`;
  const name = (field: "webApp" | "containerApp"): string | undefined => (/^[A-Za-z0-9][A-Za-z0-9-]{1,62}$/.test(e[field] ?? "") ? e[field] : undefined);
  const [containerApp, webApp] = [name("containerApp"), name("webApp")];
  if (containerApp !== undefined) return { ...step, az: [`az containerapp identity assign --system-assigned --name "${containerApp}" --resource-group "${groupOf("az containerapp list", containerApp)}"`] };
  if (webApp !== undefined) return { ...step, az: [`az webapp identity assign --name "${webApp}" --resource-group "${groupOf("az webapp list", webApp)}"`], note: "A function app is found by az functionapp in place of az webapp." };
  return {
    ...step,
    az: ['az webapp identity assign --resource-group "RESOURCE_GROUP" --name "APP_NAME"', `az vm identity assign --resource-group "RESOURCE_GROUP" --name "VM_NAME" --identities "${fill(e, "identityResourceId")}"`],
    powershell: ['Update-AzFunctionApp -ResourceGroupName "RESOURCE_GROUP" -Name "APP_NAME" -IdentityType SystemAssigned'],
    note: "Use the line that fits the host: az webapp, az functionapp, az vm, az containerapp, az vmss.",
  };
}

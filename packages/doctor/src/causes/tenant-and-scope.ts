import type { CauseId } from "./cause-ids.ts";
import type { CauseRecord, FixEvidence, Step } from "./cause.ts";
import { fill, knownCloud, rightScope, say, setVariable, showToken, signInAgain } from "../fix.ts";

const codes = "https://learn.microsoft.com/entra/identity-platform/reference-error-codes";
const clouds = "https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud";

/** Causes that lie in the tenant, cloud or account that was asked, or in the scope and audience asked for. */
export const tenantAndScope = {
  "tenant-wrong": {
    title: "The tenant that was asked is not the right one",
    why: "The tenant id is malformed, unknown, another one than the resource's, or not allowed on the credential; or /common was used with an app of one tenant. The credential itself was not looked at yet.",
    neighbours: [
      { id: "tenant-mismatch", tell: "there a token was issued and the resource refuses its tenant" },
      { id: "config-missing", tell: "there the tenant is empty or a placeholder" },
      { id: "wrong-cloud", tell: "a tenant that exists only in another cloud gives the same AADSTS90002" },
    ],
    fix: (e) => [
      { title: "Find the tenant of the subscription that holds the resource", az: ["az account list --query \"[].{name:name,tenant:tenantId}\" --output table"], powershell: ["Get-AzSubscription | Select-Object Name, TenantId"] },
      setVariable("AZURE_TENANT_ID", fill(e, "resourceTenantId"), "Give the credential that tenant"),
      say("If the credential has to serve several tenants, list them in additionally allowed tenants", "additionallyAllowedTenants (JavaScript, Java), additionally_allowed_tenants (Python), AdditionallyAllowedTenants (.NET, Go). An asterisk allows any tenant: use it only when the program may be sent to any."),
    ],
    docs: ["https://learn.microsoft.com/entra/fundamentals/how-to-find-tenant", codes],
  },
  "wrong-cloud": {
    title: "Identity, scope and endpoint belong to different clouds",
    why: "The ids are right, but the authority, scope or endpoint is that of another Azure cloud (public, US Government, China). Tokens of one cloud are not valid in another.",
    neighbours: [
      { id: "tenant-wrong", tell: "a tenant that exists in no cloud stays unknown after the authority is changed", command: "az cloud show --query name --output tsv" },
      { id: "token-wrong-audience", tell: "there cloud and host fit and only the resource name differs" },
    ],
    fix: moveToCloud,
    docs: [clouds, "https://learn.microsoft.com/azure/azure-government/compare-azure-government-global-azure"],
  },
  "account-wrong": {
    title: "The signed-in user account is not one of this tenant, or none was chosen",
    why: "The account that was picked does not exist in the tenant that was asked, or several cached accounts fit and none was named. The person has to choose the account and the tenant.",
    neighbours: [
      { id: "tenant-wrong", tell: "there the account is right and the tenant named is not" },
      { id: "session-expired", tell: "there the account fits and its login is too old" },
    ],
    fix: (e) => [
      signInAgain(e),
      setVariable("AZURE_USERNAME", "USER_NAME", "Several accounts in the shared cache: name one"),
      { title: "A guest who should be in the tenant is invited by its administrator", portal: ["Microsoft Entra ID, Users, Invite external user."] },
    ],
    docs: ["https://learn.microsoft.com/troubleshoot/entra/entra-id/app-integration/error-code-aadsts50020-user-account-identity-provider-does-not-exist", codes],
  },
  "tenant-mismatch": {
    title: "The token comes from another tenant than the resource",
    why: "A token was issued, but by a tenant that does not own the resource or subscription. The default tenant of the login or credential is not the resource's.",
    neighbours: [
      { id: "tenant-wrong", tell: "there no token was issued" },
      { id: "token-wrong-audience", tell: "there the tenant fits and the audience does not", command: showToken },
    ],
    fix: (e) => [
      ...(e.identityResourceId === undefined ? [] : [say("A managed identity gets tokens of its own tenant alone: sign in there with an app registration of the resource's tenant, or move resource or host")]),
      signInAgain({ ...e, tenantId: e.resourceTenantId }),
      setVariable("AZURE_TENANT_ID", fill(e, "resourceTenantId"), "Or name the resource's tenant to the credential"),
      say("In code, pass the tenant to the credential: tenantId (JavaScript), tenant_id (Python), TenantId (.NET, Go), tenantId(...) (Java)"),
    ],
    docs: ["https://learn.microsoft.com/azure/ai-foundry/foundry-models/how-to/configure-entra-id"],
  },
  "scope-malformed": {
    title: "The scope is malformed for this flow",
    why: "An app asks with one scope that ends in /.default; a named scope, several resources, openid or no scope at all is refused. The resource itself may be right.",
    neighbours: [{ id: "resource-not-found-bad-scope", tell: "AADSTS500011: the form is right and the resource named does not exist" }],
    fix: (e) => [
      { note: "Scope is the resource plus /.default; managed identity takes the resource alone.", ...askFor(e, "Ask for exactly one scope") },
      { title: "Try it outside the program", az: [`az account get-access-token --scope "${rightScope(e)}" --query expiresOn`] },
    ],
    docs: ["https://learn.microsoft.com/entra/identity-platform/scopes-oidc", codes],
  },
  "resource-not-found-bad-scope": {
    title: "The scope names a resource that does not exist in the tenant",
    why: "The part of the scope before /.default is not a resource that the tenant knows: a host of one instance, a doubled or empty address, a spelling mistake, or an API that was never added to the tenant. Managed identity may show it as 'identity not assigned'.",
    neighbours: [
      { id: "scope-malformed", tell: "there the form is wrong, here the name" },
      { id: "identity-not-assigned", tell: "the body from IMDS says invalid_resource, not Identity not found" },
      { id: "app-not-in-tenant", tell: "AADSTS700016 names the client, AADSTS500011 the resource" },
    ],
    fix: (e) => [
      { note: "Foundry: https://ai.azure.com. Azure OpenAI: https://cognitiveservices.azure.com. Management: https://management.azure.com.", ...askFor(e, "Use the resource of the service, not the address of your instance") },
      { title: "Try it outside the program", az: [`az account get-access-token --scope "${rightScope(e)}" --tenant "${fill(e, "tenantId")}" --query expiresOn`] },
    ],
    docs: [codes],
  },
  "token-wrong-audience": {
    title: "The token is for another resource",
    why: "A valid token was sent, but its audience is not one that this service accepts. The scope asked for decides the audience: Foundry project endpoints take only https://ai.azure.com, older Azure OpenAI hosts only https://cognitiveservices.azure.com, management only https://management.azure.com.",
    neighbours: [
      { id: "token-expired", tell: "the same 401 text; it worked for an hour before", command: showToken },
      { id: "key-sent-as-bearer", tell: "the same 401 text; what was sent is not a JWT at all" },
      { id: "credential-not-passed", tell: "the same 401 text; no token was sent" },
      { id: "wrong-cloud", tell: "audience of another cloud (.us, .cn)" },
    ],
    fix: (e) => [
      e.expectedAudience === undefined ? say("Ask for the scope of this endpoint: https://ai.azure.com/.default for Foundry, https://cognitiveservices.azure.com/.default for Azure OpenAI") : askFor(e, "Ask for the scope of this endpoint"),
      { title: "Look at the audience of the token that the program gets", az: [`entra-doctor token --acquire --endpoint "${fill(e, "endpoint")}"`] },
    ],
    docs: ["https://learn.microsoft.com/azure/ai-foundry/foundry-models/how-to/configure-entra-id", "https://learn.microsoft.com/azure/ai-services/openai/how-to/managed-identity"],
  },
  "cloud-shell-audience": {
    title: "Cloud Shell does not issue tokens for this audience",
    why: "The login that Cloud Shell brings serves only a fixed list of audiences, and this one is not on it. The account's rights are not the matter.",
    neighbours: [{ id: "resource-not-found-bad-scope", tell: "there Entra itself does not know the resource" }],
    fix: (e) => [
      { title: "Sign in inside Cloud Shell with a login of your own", az: [`az login --use-device-code --tenant "${fill(e, "tenantId")}"`, `az account get-access-token --scope "${fill(e, "scope")}" --query expiresOn`] },
      say("Or run the program elsewhere: workstation, codespace, virtual machine"),
    ],
    docs: ["https://learn.microsoft.com/azure/cloud-shell/msi-authorization"],
  },
} as const satisfies Partial<Record<CauseId, CauseRecord>>;

/** The endpoint's scope, in the variable that holds another one, else in code. */
function askFor(e: FixEvidence, title: string): Step {
  const scope = rightScope(e);
  return e.variable === "FOUNDRY_SCOPE" ? setVariable(e.variable, scope, title) : say(`${title}: ${scope}`);
}

/** Tools, libraries and scope of the cloud that the resource is in. */
function moveToCloud(e: FixEvidence): Step[] {
  if (e.variable === "FOUNDRY_SCOPE") return [askFor(e, "Ask for the scope of the endpoint's cloud")];
  const cloud = knownCloud(e);
  const name = cloud?.azureCli ?? "CLOUD_NAME";
  const names = "AzureCloud is the public one, AzureUSGovernment and AzureChinaCloud (21Vianet) the others.";
  return [
    {
      title: "Put the tools into the cloud of the resource",
      az: [`az cloud set --name ${name}`, `az login --tenant "${fill(e, "tenantId")}"`],
      powershell: [`Connect-AzAccount -Environment ${name} -Tenant "${fill(e, "tenantId")}"`],
      ...(cloud === undefined && { note: names }),
    },
    setVariable("AZURE_AUTHORITY_HOST", cloud?.authority ?? "https://AUTHORITY_HOST", "Give the libraries the authority of that cloud"),
    cloud === undefined
      ? say("Ask for the scope of that cloud", "US Government: https://cognitiveservices.azure.us/.default. Public: https://ai.azure.com/.default or https://cognitiveservices.azure.com/.default.")
      : askFor({ ...e, cloud: cloud.name }, "Ask for the scope of that cloud"),
  ];
}

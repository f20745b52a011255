import type { CauseId } from "./cause-ids.ts";
import type { CauseRecord, FixEvidence, Step } from "./cause.ts";
import { accountArguments, fill, findAddress, say, setVariable } from "../fix.ts";
import { templateText } from "../template-text.ts";

const subdomains = "https://learn.microsoft.com/azure/ai-services/cognitive-services-custom-subdomains";
const versions = "https://learn.microsoft.com/azure/ai-services/openai/api-version-lifecycle";
const endpoints = "https://learn.microsoft.com/azure/ai-foundry/foundry-models/concepts/endpoints";

/** Causes that lie in the address, the API version or the deployment; access is fine or was not looked at. */
export const endpoint = {
  "custom-subdomain-missing": {
    title: "Tokens need the resource's own subdomain",
    why: "Entra tokens are accepted only at RESOURCE_NAME.openai.azure.com and the like. The call went to a regional address, or the resource has no custom subdomain.",
    neighbours: [{ id: "network-access-denied", tell: "there the text names firewall rules, not the endpoint" }, { id: "other-auth-header-required", tell: "there a gateway answers" }],
    fix: (e) => {
      // Most accounts use their own name; it may be taken, since the name is unique in the whole cloud.
      const name = fill(e, "subdomain", fill(e, "accountName", "RESOURCE_NAME"));
      return [
        { title: "Look whether the account has a subdomain; if so use its endpoint", az: [`az cognitiveservices account show ${accountArguments(e)} --query "{subdomain:properties.customSubDomainName,endpoint:properties.endpoint}"`] },
        {
          title: "If not, give it one",
          az: [`az cognitiveservices account update ${accountArguments(e)} --custom-domain "${name}"`],
          powershell: [`Set-AzCognitiveServicesAccount -ResourceGroupName "${fill(e, "resourceGroup")}" -Name "${fill(e, "accountName")}" -CustomSubdomainName "${name}"`],
          bicep: `properties: {\n  customSubDomainName: '${name}'\n}`,
          portal: ["The account, Networking, Generate custom domain name."],
          warning: "The name can't be changed once it is set, and is unique in the whole cloud.",
        },
        setVariable("FOUNDRY_RESOURCE_URL", `https://${name}.openai.azure.com`, "Call the account by its own host from then on"),
      ];
    },
    docs: [subdomains],
  },
  "endpoint-wrong-path": {
    title: "The path of the address is not one that the service serves",
    why: "A part of the path is missing or of another dialect: a bare host, /v1 without /openai, no deployment, a call of another API. The service answers 404 Resource not found before it looks at the deployment.",
    neighbours: [
      { id: "deployment-not-found", tell: "there the code is DeploymentNotFound" },
      { id: "endpoint-doubled-path", tell: "there a part of the path stands twice", command: `curl -s -o /dev/null -w "%{http_code}" "https://RESOURCE_NAME.openai.azure.com/openai/v1/models"` },
      { id: "api-version-wrong", tell: "an unknown api-version may give the same 404" },
      { id: "endpoint-wrong-kind", tell: "there the host serves another kind of API" },
    ],
    fix: (e) => [
      ...rightAddress(e),
      say(`With OpenAI's own client: base URL ${fill(e, "endpoint").replace(/\/$/, "")}/openai/v1/, model = deployment name, no api-version`),
      say("With an Azure client: the endpoint is the host alone; the client adds /openai/deployments/DEPLOYMENT_NAME and the api-version"),
    ],
    docs: [versions, endpoints],
  },
  "endpoint-doubled-path": {
    title: "A part of the path, or a slash, stands twice",
    why: "The client appends its own path to an address that already holds it, or to one that ends in a slash. The result, for instance /openai/v1/openai/deployments or //openai, exists nowhere.",
    neighbours: [{ id: "endpoint-wrong-path", tell: "there a part is missing" }],
    fix: (e) => [...rightAddress(e), say(`Give Azure clients the host alone (${fill(e, "host")}), without /openai and without a trailing slash`), say("Give OpenAI's own client the address up to /openai/v1/")],
    docs: [versions],
  },
  "endpoint-wrong-kind": {
    title: "The address is of another kind of endpoint",
    why: "A project address is used for a model call, a model address for agents, a serverless or GitHub Models address for a deployment of the resource, or the reverse. Each kind has its own paths, audience and client.",
    neighbours: [{ id: "endpoint-wrong-path", tell: "there the host is right and the path is not" }, { id: "deployment-not-found", tell: "there the kind fits and the name does not" }],
    fix: (e) => [
      ...rightAddress(e),
      ...(e.accountName === undefined ? [findAddress] : [{ title: "List the addresses of the account", az: [`az cognitiveservices account show ${accountArguments(e)} --query properties.endpoints`] }]),
      say("Model calls: https://RESOURCE_NAME.openai.azure.com/openai/v1/. Agents and projects: https://RESOURCE_NAME.services.ai.azure.com/api/projects/PROJECT_NAME. Model inference: https://RESOURCE_NAME.services.ai.azure.com/models"),
    ],
    docs: [endpoints],
  },
  "api-version-wrong": {
    title: "The api-version is missing, unknown or not allowed here",
    why: "The dated route needs a version that knows the API called; the /openai/v1 route takes none. A model's version is not an API version.",
    neighbours: [{ id: "endpoint-wrong-path", tell: "there the path is wrong and the version plays no part" }, { id: "model-api-mismatch", tell: "there the version is fine and the model does not serve the API" }],
    fix: (e) => [
      say(`Use ${fill(e, "endpoint").replace(/\/$/, "")}/openai/v1/ without any api-version`),
      setVariable(fill(e, "variable", "OPENAI_API_VERSION"), "2024-10-21", "On the dated route: 2024-10-21 for chat, 2025-03-01-preview or later for Responses; in code api_version (Python), apiVersion (JavaScript)"),
    ],
    docs: [versions],
  },
  "deployment-not-found": {
    title: "The resource has no deployment of that name",
    why: "The name sent as model is not the name of a deployment in this resource. Azure wants the deployment's name, not the model's; or the deployment is in another resource, or minutes old.",
    neighbours: [{ id: "endpoint-wrong-path", tell: "there the text is Resource not found" }, { id: "model-api-mismatch", tell: "there the deployment exists and does not serve this API" }],
    fix: (e) => [
      ...(/^[\w.-]+$/.test(e.suggestion ?? "") ? [setVariable(/MODEL|DEPLOYMENT/.test(e.variable ?? "") ? fill(e, "variable") : "FOUNDRY_MODEL", fill(e, "suggestion"), "Use the name of the deployment that is there")] : []),
      { title: "List the deployments and use one of these names", az: [`az cognitiveservices account deployment list ${accountArguments(e)} --query "[].{deployment:name,model:properties.model.name,version:properties.model.version}" --output table`], powershell: [`Get-AzCognitiveServicesAccountDeployment -ResourceGroupName "${fill(e, "resourceGroup")}" -AccountName "${fill(e, "accountName")}"`], portal: ["Foundry portal, Models + endpoints."] },
      {
        title: "Or create it, with a model and version that the account offers",
        az: [
          `az cognitiveservices account list-models ${accountArguments(e)} --query "[].{model:name,version:version,format:format}" --output table`,
          `az cognitiveservices account deployment create ${accountArguments(e)} --deployment-name "${deploymentName(e)}" --model-name "${fill(e, "model")}" --model-version "${fill(e, "version", "MODEL_VERSION")}" --model-format OpenAI --sku-name GlobalStandard --sku-capacity 10`,
        ],
        bicep: `resource deployment 'Microsoft.CognitiveServices/accounts/deployments@2025-06-01' = {\n  parent: account\n  name: '${deploymentName(e)}'\n  sku: { name: 'GlobalStandard', capacity: 10 }\n  properties: { model: { format: 'OpenAI', name: '${fill(e, "model")}', version: '${fill(e, "version", "MODEL_VERSION")}' } }\n}`,
      },
    ],
    docs: ["https://learn.microsoft.com/azure/ai-services/openai/how-to/create-resource"],
  },
  "model-api-mismatch": {
    title: "The deployed model does not serve this API",
    why: "The deployment exists, but its model has no Responses, chat, completions or embeddings operation, or takes other parameters in it. Access works.",
    neighbours: [{ id: "deployment-not-found", tell: "there the name is unknown" }, { id: "api-version-wrong", tell: "there the API exists only in another api-version" }],
    fix: (e) => [
      { title: "See what the model can do", az: [`az cognitiveservices account deployment show ${accountArguments(e)} --deployment-name "${deploymentName(e)}" --query "{model:properties.model.name,can:properties.capabilities}"`] },
      say("Choose the API that the model serves (Copilot SDK: wireApi completions or responses), or deploy a model that serves this one"),
    ],
    docs: ["https://learn.microsoft.com/azure/ai-services/openai/concepts/models", "https://learn.microsoft.com/azure/ai-services/openai/how-to/responses"],
  },
  "rate-limit-429": {
    title: "Requests or tokens per minute are used up",
    why: "The call was allowed and turned away because the deployment's rate or the service's capacity is exhausted. Sign-in works.",
    neighbours: [{ id: "quota-or-region", tell: "there a deployment can't be created" }, { id: "service-fault-or-throttled", tell: "there the identity endpoint throttles" }],
    fix: (e) => [
      say("Wait as long as Retry-After says, then go on with fewer or smaller requests"),
      { title: "Or give the deployment more capacity", az: [`az cognitiveservices account deployment show ${accountArguments(e)} --deployment-name "${deploymentName(e)}" --query "{sku:sku,limits:properties.rateLimits}"`], portal: ["Foundry portal, Models + endpoints, the deployment, Edit: tokens per minute."] },
    ],
    docs: ["https://learn.microsoft.com/azure/ai-services/openai/how-to/quota"],
  },
  "not-access-related": {
    title: "Access works; the failure is another one",
    why: "The service accepted the caller and refused the content of the request, or the failing credential is not one of Azure. Tokens, roles and endpoint are fine.",
    neighbours: [{ id: "model-api-mismatch", tell: "there the whole operation is unknown to the model" }],
    fix: () => [say("Look at the parameter or policy that the message names; sign-in and roles need no change")],
    docs: ["https://learn.microsoft.com/azure/ai-services/openai/concepts/content-filter"],
  },
  inconclusive: {
    title: "The text does not hold the failure",
    why: "It shows a chain that ended in success, only its first lines, or nothing of this kind. Naming a cause would be a guess.",
    neighbours: [],
    fix: () => [
      say("Collect the lines from the first error to the end, with the HTTP status and body of the last answer"),
      { title: "Let the libraries say more", az: ["az account get-access-token --scope https://ai.azure.com/.default --query expiresOn --debug"], note: "JavaScript: AZURE_LOG_LEVEL=verbose. Python: logging.DEBUG on azure.identity. .NET: AzureEventSourceListener. Go: AZURE_SDK_GO_LOGGING=all. Java: AZURE_LOG_LEVEL=verbose." },
      { title: "Or let the doctor look itself", az: ["entra-doctor check"] },
    ],
    docs: ["https://aka.ms/azsdk/js/identity/defaultazurecredential/troubleshoot"],
  },
} as const satisfies Partial<Record<CauseId, CauseRecord>>;

/** The address that was probably meant, in the variable that holds the wrong one. */
/** The name that the program asks for, unless it is a template's text. */
function deploymentName(e: FixEvidence): string {
  return templateText.test(e.deployment ?? "") ? "DEPLOYMENT_NAME" : fill(e, "deployment");
}

function rightAddress(e: FixEvidence): Step[] {
  const address = fill(e, "suggestion", "");
  // A suggestion that holds a placeholder says how an address looks, not which one was meant.
  if (e.variable === undefined || !/^https:\/\/[^/]/.test(address) || /[A-Z]{3}/.test(address)) return [];
  return [setVariable(fill(e, "variable"), address, "Set the address that was probably meant")];
}

import type { ChainFact, CredentialName } from "../facts/identity.ts";
import type { SettingsFact } from "../facts/settings.ts";

type Variables = Readonly<Record<string, string | undefined>>;

const production = ["EnvironmentCredential", "WorkloadIdentityCredential", "ManagedIdentityCredential"] as const;
const developer = ["VisualStudioCodeCredential", "AzureCliCredential", "AzurePowerShellCredential", "AzureDeveloperCliCredential", "BrokerCredential"] as const;
const selectable: readonly CredentialName[] = [...production, ...developer.filter((name) => name !== "BrokerCredential")];

/** Credential kinds of the field and the library's member that each stands for. */
export const credentialKinds = {
  default: undefined,
  "managed-identity": "ManagedIdentityCredential",
  "system-assigned-managed-identity": "ManagedIdentityCredential",
  "user-assigned-managed-identity": "ManagedIdentityCredential",
  "client-secret": "ClientSecretCredential",
  "client-certificate": "ClientCertificateCredential",
  "workload-identity": "WorkloadIdentityCredential",
  "federated-credential": "ClientAssertionCredential",
  "azure-cli": "AzureCliCredential",
  "azure-developer-cli": "AzureDeveloperCliCredential",
  "azure-powershell": "AzurePowerShellCredential",
  "device-code": "DeviceCodeCredential",
  "interactive-browser": "InteractiveBrowserCredential",
} as const satisfies Record<string, CredentialName | undefined>;

/** A credential kind that `--credential` takes. */
export type CredentialKind = keyof typeof credentialKinds;

/** Works out which source the variables select, as DefaultAzureCredential does, without asking anyone. Pure. */
export function readChain(env: Variables, settings: SettingsFact): ChainFact {
  const selector = readSelector(env["AZURE_TOKEN_CREDENTIALS"]);
  const kind = credentialKinds[settings.credential as CredentialKind];
  const members = kind === undefined ? membersOf(selector) : [kind];
  const environmentCredential = readEnvironmentCredential(env);
  const identity = readManagedIdentity(env, settings);
  const complete = (name: CredentialName): boolean => isComplete(name, env, environmentCredential, identity.source, settings);
  const first = members.find(complete);
  return {
    selector,
    members,
    ...(first === undefined ? {} : { first }),
    managedIdentity: identity,
    ...(environmentCredential === undefined ? {} : { environmentCredential }),
    missing: missingVariables(env, members, settings),
    ignored: ignoredVariables(env, members, first),
  };
}

function readSelector(value: string | undefined): ChainFact["selector"] {
  if (value === undefined) return { state: "unset", caseRisk: false };
  if (value === "") return { state: "empty", value, caseRisk: true };
  const text = value.trim();
  if (text === "") return { state: "blank", value, caseRisk: true };
  const lower = text.toLowerCase();
  const group = lower === "dev" || lower === "prod";
  const valid = group || selectable.some((name) => name.toLowerCase() === lower);
  // Go compares dev and prod to the letter.
  return { state: valid ? "valid" : "invalid", value: text, caseRisk: group && text !== lower };
}

function membersOf(selector: ChainFact["selector"]): readonly CredentialName[] {
  if (selector.state === "invalid") return [];
  if (selector.state !== "valid") return [...production, ...developer];
  const name = selector.value?.toLowerCase();
  if (name === "prod") return production;
  if (name === "dev") return developer;
  return selectable.filter((member) => member.toLowerCase() === name);
}

function readEnvironmentCredential(env: Variables): ChainFact["environmentCredential"] {
  const tenant = isSet(env["AZURE_TENANT_ID"]);
  const client = isSet(env["AZURE_CLIENT_ID"]);
  if (tenant && client && isSet(env["AZURE_CLIENT_SECRET"])) return "secret";
  if (tenant && client && isSet(env["AZURE_CLIENT_CERTIFICATE_PATH"])) return "certificate";
  if (tenant && client && isSet(env["AZURE_USERNAME"]) && isSet(env["AZURE_PASSWORD"])) return "password";
  const some = ["AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH", "AZURE_USERNAME"].some((name) => isSet(env[name]));
  return some ? "incomplete" : undefined;
}

/** The library's own order: Service Fabric, App Service, Azure ML, Cloud Shell, Arc, then the address of virtual machines. */
function readManagedIdentity(env: Variables, settings: SettingsFact): ChainFact["managedIdentity"] {
  const clientId = settings.clientId ?? text(env["AZURE_CLIENT_ID"]);
  const systemAssigned = settings.credential === "managed-identity" || settings.credential === "system-assigned-managed-identity";
  const wantsId = !systemAssigned && clientId !== undefined;
  const id = wantsId ? { clientId } : {};
  const endpoint = text(env["IDENTITY_ENDPOINT"]);
  const header = text(env["IDENTITY_HEADER"]);
  const msi = text(env["MSI_ENDPOINT"]);
  if (isSet(env["AZURE_FEDERATED_TOKEN_FILE"]) && clientId !== undefined && isSet(env["AZURE_TENANT_ID"])) return { source: "workload-identity", clientId };
  if (endpoint !== undefined && header !== undefined && isSet(env["IDENTITY_SERVER_THUMBPRINT"])) return { source: "service-fabric", endpoint, ...id };
  if (endpoint !== undefined && header !== undefined) return { source: "app-service", endpoint, ...id };
  if (msi !== undefined && isSet(env["MSI_SECRET"])) {
    const machineLearning = clientId ?? text(env["DEFAULT_IDENTITY_CLIENT_ID"]);
    return { source: "azure-ml", endpoint: msi, ...(machineLearning === undefined ? {} : { clientId: machineLearning }) };
  }
  if (msi !== undefined) return { source: "cloud-shell", endpoint: msi, ...id };
  if (endpoint !== undefined && isSet(env["IMDS_ENDPOINT"])) return { source: "arc", endpoint, ...id };
  const host = text(env["AZURE_POD_IDENTITY_AUTHORITY_HOST"]) ?? "http://169.254.169.254";
  return { source: "imds", endpoint: `${host.replace(/\/+$/, "")}/metadata/identity/oauth2/token`, ...id };
}

function isComplete(name: CredentialName, env: Variables, environment: ChainFact["environmentCredential"], source: string, settings: SettingsFact): boolean {
  switch (name) {
    case "EnvironmentCredential":
      return environment === "secret" || environment === "certificate" || environment === "password";
    case "ClientSecretCredential":
      return environment === "secret";
    case "ClientCertificateCredential":
      return isSet(env["AZURE_TENANT_ID"]) && isSet(env["AZURE_CLIENT_ID"]) && isSet(env["AZURE_CLIENT_CERTIFICATE_PATH"]);
    case "WorkloadIdentityCredential":
      return required.WorkloadIdentityCredential.every((variable) => isSet(env[variable]) || optionFor(variable, settings) !== undefined);
    case "ManagedIdentityCredential":
      return source !== "imds" || isSet(env["AZURE_POD_IDENTITY_AUTHORITY_HOST"]);
    default:
      return false;
  }
}

const required = {
  EnvironmentCredential: ["AZURE_TENANT_ID", "AZURE_CLIENT_ID"],
  WorkloadIdentityCredential: ["AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_FEDERATED_TOKEN_FILE"],
  ClientSecretCredential: ["AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET"],
  ClientCertificateCredential: ["AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_CERTIFICATE_PATH"],
  ClientAssertionCredential: ["AZURE_TENANT_ID", "AZURE_CLIENT_ID"],
} as const;

/** What a member lacks, when it is the only one selected or is set in part. */
function missingVariables(env: Variables, members: readonly CredentialName[], settings: SettingsFact): string[] {
  const missing = new Set<string>();
  for (const member of members) {
    const names = (required as { [name: string]: readonly string[] })[member];
    if (names === undefined) continue;
    const wanted = member === "EnvironmentCredential" ? [...names, ...secretOfEnvironment(env)] : names;
    const absent = wanted.filter((name) => !isSet(env[name]) && optionFor(name, settings) === undefined);
    // Tenant and client id serve several members, so only a member's own variable shows that it is meant.
    const own = wanted.some((name) => isSet(env[name]) && !["AZURE_TENANT_ID", "AZURE_CLIENT_ID"].includes(name));
    if (members.length === 1 || own) for (const name of absent) missing.add(name);
  }
  return [...missing];
}

function secretOfEnvironment(env: Variables): string[] {
  if (isSet(env["AZURE_CLIENT_CERTIFICATE_PATH"])) return ["AZURE_CLIENT_CERTIFICATE_PATH"];
  if (isSet(env["AZURE_USERNAME"])) return ["AZURE_USERNAME", "AZURE_PASSWORD"];
  return ["AZURE_CLIENT_SECRET"];
}

function optionFor(variable: string, settings: SettingsFact): string | undefined {
  if (variable === "AZURE_TENANT_ID") return settings.tenant;
  return variable === "AZURE_CLIENT_ID" ? settings.clientId : undefined;
}

function ignoredVariables(env: Variables, members: readonly CredentialName[], first: CredentialName | undefined): { variable: string; reason: string }[] {
  const ignored: { variable: string; reason: string }[] = [];
  const note = (variable: string, reason: string): void => {
    if (isSet(env[variable])) ignored.push({ variable, reason });
  };
  const environment = members.includes("EnvironmentCredential") || members.some((name) => name.startsWith("Client"));
  if (!environment) {
    for (const name of ["AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH", "AZURE_PASSWORD"]) note(name, "EnvironmentCredential is not among the selected credentials");
  }
  if (first === "EnvironmentCredential") {
    note("IDENTITY_ENDPOINT", "EnvironmentCredential comes first and is complete, so the managed identity is not asked");
    note("AZURE_FEDERATED_TOKEN_FILE", "EnvironmentCredential comes first and is complete, so workload identity is not asked");
  }
  if (isSet(env["AZURE_CLIENT_SECRET"])) note("AZURE_CLIENT_CERTIFICATE_PATH", "AZURE_CLIENT_SECRET wins over a certificate");
  for (const name of ["AZURE_OPENAI_API_KEY", "AZURE_AI_API_KEY", "FOUNDRY_API_KEY", "OPENAI_API_KEY", "COPILOT_PROVIDER_API_KEY"]) {
    note(name, "a key is no part of signing in with Microsoft Entra; a program that finds it may send it instead of the token");
  }
  note("COPILOT_PROVIDER_BEARER_TOKEN", "a token in a variable is not renewed when it expires");
  return ignored;
}

function isSet(value: string | undefined): boolean {
  return text(value) !== undefined;
}

function text(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === "" ? undefined : value.trim();
}

import { cloudIn, fill, findAddress, say, setVariable } from "../fix.ts";
import type { FixEvidence, Step } from "./cause.ts";

const endpointVariables: ReadonlySet<string> = new Set(["FOUNDRY_RESOURCE_URL", "AZURE_AI_FOUNDRY_RESOURCE_URL", "AZURE_OPENAI_ENDPOINT"]);

/** Sets what is missing, by the variable that was found empty or wrong; without one, everything that Entra wants. */
export function missingSettingFix(e: FixEvidence): Step[] {
  const { variable, given } = e;
  if ((variable !== undefined && endpointVariables.has(variable)) || (variable === undefined && given !== undefined)) return endpointSteps(e);
  const special = variable === undefined ? undefined : settings[variable]?.(e, variable);
  return special ?? [setVariable("AZURE_TENANT_ID", fill(e, "tenantId"), "Set the missing values in the process that runs the program"), setVariable("AZURE_CLIENT_ID", fill(e, "appId")), findIds()];
}

const settings: Readonly<Record<string, (e: FixEvidence, variable: string) => Step[]>> = {
  AZURE_TENANT_ID: () => [setVariable("AZURE_TENANT_ID", "TENANT_ID"), findIds()],
  AZURE_CLIENT_ID: () => [setVariable("AZURE_CLIENT_ID", "APP_CLIENT_ID"), findIds()],
  AZURE_CLIENT_SECRET: (e) => [
    say("Set AZURE_CLIENT_SECRET to the value of the app's secret where the program runs", "The value is about 40 characters; the secret's id, a GUID, is not it."),
    {
      ...setVariable("AZURE_CLIENT_SECRET", `$(az ad app credential reset --id "${fill(e, "appId")}" --append --years 1 --query password --output tsv)`, "No secret at hand: add one and hand it on without showing it"),
      portal: ["App registrations, the app, Certificates & secrets, New client secret, copy the Value."],
      warning: "Without --append the command deletes the other secrets of the app.",
    },
    say("Better than a secret: the host's managed identity or a federated credential, which need none", "Then unset AZURE_CLIENT_ID and AZURE_TENANT_ID where no app is meant, and name the credential with AZURE_TOKEN_CREDENTIALS."),
  ],
  AZURE_CLIENT_CERTIFICATE_PATH: () => [setVariable("AZURE_CLIENT_CERTIFICATE_PATH", "CERTIFICATE_FILE.pem", "Name the file that holds the certificate and its private key")],
  AZURE_TOKEN_CREDENTIALS: () => [
    setVariable("AZURE_TOKEN_CREDENTIALS", "ManagedIdentityCredential", "On a server, name the one credential that is meant"),
    setVariable("AZURE_TOKEN_CREDENTIALS", "dev", "On a workstation: the developer tools alone"),
    say("Or unset it", "The names are those of the library's classes, for instance WorkloadIdentityCredential, EnvironmentCredential and AzureCliCredential; dev and prod stand for a group, in small letters."),
  ],
  AZURE_AUTHORITY_HOST: (e) => [setVariable("AZURE_AUTHORITY_HOST", cloudIn(e).authority, "Write the authority with https, or unset the variable outside the national clouds")],
};

function endpointSteps(e: FixEvidence): Step[] {
  const address = fill(e, "suggestion", fill(e, "endpoint"));
  return [
    setVariable(fill(e, "variable", "FOUNDRY_RESOURCE_URL"), address, "Set the address of the resource or project in the process that runs the program"),
    findAddress,
  ];
}

function findIds(): Step {
  return {
    title: "Find the values",
    az: ["az account show --query tenantId --output tsv", "az ad app list --display-name APP_NAME --query \"[].appId\" --output tsv"],
    powershell: ["(Get-AzContext).Tenant.Id"],
    portal: ["App registrations, the app, Overview: Application (client) ID and Directory (tenant) ID."],
  };
}

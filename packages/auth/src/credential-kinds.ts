import type * as Identity from "@azure/identity";
import { fileAssertion, githubAssertion, type AssertionSource } from "./assertion.ts";
import type { Cloud } from "./cloud.ts";
import { FoundryAuthError } from "./errors.ts";

/** The ten ways to an Entra token. */
export type CredentialKind =
  | "system-assigned-managed-identity"
  | "user-assigned-managed-identity"
  | "client-secret"
  | "client-certificate"
  | "azure-cli"
  | "interactive-browser"
  | "device-code"
  | "default"
  | "workload-identity"
  | "federated-credential";

/** What a credential is made from. Each value wins over the variable of the environment that is named with it. */
export interface CredentialSettings {
  /** `AZURE_TENANT_ID`. */
  readonly tenantId?: string | undefined;
  /** `AZURE_CLIENT_ID`: of the app, or of the user-assigned identity. */
  readonly clientId?: string | undefined;
  /** Object id of a user-assigned identity, instead of its client id. */
  readonly objectId?: string | undefined;
  /** ARM id of a user-assigned identity, instead of its client id. */
  readonly resourceId?: string | undefined;
  /** `AZURE_CLIENT_SECRET`. */
  readonly clientSecret?: string | undefined;
  /** `AZURE_CLIENT_CERTIFICATE_PATH`: a PEM file with certificate and private key. */
  readonly certificatePath?: string | undefined;
  /** `AZURE_CLIENT_CERTIFICATE_PASSWORD`. */
  readonly certificatePassword?: string | undefined;
  /** Sends the chain, for apps that trust a subject and issuer: `AZURE_CLIENT_SEND_CERTIFICATE_CHAIN`. */
  readonly sendCertificateChain?: boolean | undefined;
  /** `AZURE_FEDERATED_TOKEN_FILE`. */
  readonly tokenFilePath?: string | undefined;
  /** Assertion of the platform, for `federated-credential`; otherwise GitHub's variables, then the file. */
  readonly assertion?: AssertionSource | undefined;
  /** Told where the person signs in, for `device-code`. Default: the identity library prints it on standard output. */
  readonly onDeviceCode?: ((info: { userCode: string; verificationUri: string; message: string }) => void) | undefined;
  /** Where the browser comes back to, for `interactive-browser`; `http://localhost` with any port. */
  readonly redirectUri?: string | undefined;
  readonly loginHint?: string | undefined;
  /** Tenants besides its own that the credential may be asked for; `*` for any. */
  readonly additionallyAllowedTenants?: readonly string[] | undefined;
  /** Decides the authority, unless `AZURE_AUTHORITY_HOST` does. Default: the public cloud. */
  readonly cloud?: Cloud | undefined;
  /** Skips asking Microsoft whether the authority exists, for private clouds that can't reach it. */
  readonly disableInstanceDiscovery?: boolean | undefined;
}

/** Settings completed from the environment: what {@link CredentialRow.make} gets. */
export interface CompleteSettings extends CredentialSettings {
  readonly authorityHost?: string | undefined;
  /** `AZURE_TOKEN_CREDENTIALS`, trimmed. */
  readonly selector?: string | undefined;
  readonly github?: { readonly url: string; readonly token: string } | undefined;
  readonly federatedAudience: string;
}

/** One way to a token, as data. */
export interface CredentialRow {
  readonly title: string;
  /** Variables that it reads, in the order to set them. */
  readonly variables: readonly string[];
  /** Names of what it lacks; empty when it can be made. Whether the host has an identity is only known by asking. */
  missing(settings: CompleteSettings): string[];
  make(library: typeof Identity, settings: CompleteSettings): Identity.TokenCredential;
  /** Making it anew would ask a person again. */
  readonly interactive?: true;
}

/** Names that `AZURE_TOKEN_CREDENTIALS` takes in `@azure/identity` 4.13.1, in any letter case. */
export const credentialSelectors = ["dev", "prod", "EnvironmentCredential", "WorkloadIdentityCredential", "ManagedIdentityCredential", "VisualStudioCodeCredential", "AzureCliCredential", "AzurePowerShellCredential", "AzureDeveloperCliCredential"] as const;

const named: [keyof CompleteSettings, string][] = [
  ["tenantId", "AZURE_TENANT_ID"],
  ["clientId", "AZURE_CLIENT_ID"],
  ["clientSecret", "AZURE_CLIENT_SECRET"],
  ["certificatePath", "AZURE_CLIENT_CERTIFICATE_PATH"],
  ["tokenFilePath", "AZURE_FEDERATED_TOKEN_FILE"],
];

function lacking(settings: CompleteSettings, ...wanted: (keyof CompleteSettings)[]): string[] {
  return named.filter(([key]) => wanted.includes(key) && !settings[key]).map(([, variable]) => variable);
}

/** The options that every class of the library takes, without those that are not set. */
function shared({ authorityHost, additionallyAllowedTenants, disableInstanceDiscovery }: CompleteSettings) {
  return {
    ...(authorityHost !== undefined && { authorityHost }),
    ...(additionallyAllowedTenants && { additionallyAllowedTenants: [...additionallyAllowedTenants] }),
    ...(disableInstanceDiscovery !== undefined && { disableInstanceDiscovery }),
  };
}

function userAssigned(library: typeof Identity, settings: CompleteSettings): Identity.TokenCredential {
  const { clientId, objectId, resourceId } = settings;
  if (resourceId !== undefined) return new library.ManagedIdentityCredential({ ...shared(settings), resourceId });
  if (objectId !== undefined) return new library.ManagedIdentityCredential({ ...shared(settings), objectId });
  return new library.ManagedIdentityCredential({ ...shared(settings), ...(clientId !== undefined && { clientId }) });
}

function person({ tenantId, clientId, loginHint }: CompleteSettings) {
  return { ...(tenantId !== undefined && { tenantId }), ...(clientId !== undefined && { clientId }), ...(loginHint !== undefined && { loginHint }) };
}

/** The table of the ten kinds. Sources: `@azure/identity` 4.13.1, each row proved on the wire in the tests. */
export const credentialKinds = {
  "system-assigned-managed-identity": {
    title: "System-assigned managed identity of the Azure host",
    variables: [],
    missing: () => [],
    make: (library, settings) => new library.ManagedIdentityCredential(shared(settings)),
  },
  "user-assigned-managed-identity": {
    title: "User-assigned managed identity of the Azure host",
    variables: ["AZURE_CLIENT_ID"],
    missing: ({ clientId, objectId, resourceId }) => (clientId ?? objectId ?? resourceId ? [] : ["AZURE_CLIENT_ID (or objectId or resourceId)"]),
    make: userAssigned,
  },
  "client-secret": {
    title: "App registration with a client secret",
    variables: ["AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET"],
    missing: (settings) => lacking(settings, "tenantId", "clientId", "clientSecret"),
    make: (library, settings) => new library.ClientSecretCredential(settings.tenantId ?? "", settings.clientId ?? "", settings.clientSecret ?? "", shared(settings)),
  },
  "client-certificate": {
    title: "App registration with a certificate",
    variables: ["AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_CERTIFICATE_PATH", "AZURE_CLIENT_CERTIFICATE_PASSWORD", "AZURE_CLIENT_SEND_CERTIFICATE_CHAIN"],
    missing: (settings) => lacking(settings, "tenantId", "clientId", "certificatePath"),
    make: (library, settings) =>
      new library.ClientCertificateCredential(
        settings.tenantId ?? "",
        settings.clientId ?? "",
        { certificatePath: settings.certificatePath ?? "", ...(settings.certificatePassword !== undefined && { certificatePassword: settings.certificatePassword }) },
        { ...shared(settings), ...(settings.sendCertificateChain !== undefined && { sendCertificateChain: settings.sendCertificateChain }) },
      ),
  },
  "azure-cli": {
    title: "Whoever is signed in to the Azure CLI",
    variables: [],
    missing: () => [],
    make: (library, settings) => new library.AzureCliCredential({ ...shared(settings), ...(settings.tenantId !== undefined && { tenantId: settings.tenantId }) }),
  },
  "interactive-browser": {
    title: "A person in a browser on this machine",
    variables: ["AZURE_TENANT_ID", "AZURE_CLIENT_ID"],
    missing: () => [],
    make: (library, settings) => new library.InteractiveBrowserCredential({ ...shared(settings), ...person(settings), ...(settings.redirectUri !== undefined && { redirectUri: settings.redirectUri }) }),
    interactive: true,
  },
  "device-code": {
    title: "A person in a browser on another machine",
    variables: ["AZURE_TENANT_ID", "AZURE_CLIENT_ID"],
    missing: () => [],
    make: (library, settings) => new library.DeviceCodeCredential({ ...shared(settings), ...person(settings), ...(settings.onDeviceCode && { userPromptCallback: settings.onDeviceCode }) }),
    interactive: true,
  },
  default: {
    title: "What AZURE_TOKEN_CREDENTIALS selects",
    variables: ["AZURE_TOKEN_CREDENTIALS", "AZURE_CLIENT_ID"],
    missing({ selector }) {
      if (!selector) return ["AZURE_TOKEN_CREDENTIALS"];
      const known = credentialSelectors.some((name) => name.toLowerCase() === selector.toLowerCase());
      return known ? [] : [`AZURE_TOKEN_CREDENTIALS with one of ${credentialSelectors.join(", ")}`];
    },
    make(library, settings) {
      const { clientId, objectId, resourceId, tenantId, selector } = settings;
      // With this selector 4.13.1 makes the managed identity without any of the options it was given: the wrong identity signs in.
      if (selector?.toLowerCase() === "managedidentitycredential") return userAssigned(library, settings);
      if (objectId !== undefined) throw new FoundryAuthError("option-invalid", { option: "objectId", expected: "clientId or resourceId; the default credential knows no object id" });
      const options = { ...shared(settings), ...(tenantId !== undefined && { tenantId }) };
      if (resourceId !== undefined) return new library.DefaultAzureCredential({ ...options, managedIdentityResourceId: resourceId });
      return new library.DefaultAzureCredential({ ...options, ...(clientId !== undefined && { managedIdentityClientId: clientId }) });
    },
  },
  "workload-identity": {
    title: "Kubernetes service account with workload identity",
    variables: ["AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_FEDERATED_TOKEN_FILE"],
    missing: (settings) => lacking(settings, "tenantId", "clientId", "tokenFilePath"),
    make: (library, settings) =>
      new library.WorkloadIdentityCredential({ ...shared(settings), tenantId: settings.tenantId ?? "", clientId: settings.clientId ?? "", tokenFilePath: settings.tokenFilePath ?? "" }),
  },
  "federated-credential": {
    title: "App or identity that trusts GitHub Actions, or a token in a file",
    variables: ["AZURE_TENANT_ID", "AZURE_CLIENT_ID", "ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "AZURE_FEDERATED_TOKEN_FILE"],
    missing: (settings) => [
      ...lacking(settings, "tenantId", "clientId"),
      ...(settings.assertion ?? settings.github ?? settings.tokenFilePath ? [] : ["an assertion (permissions: id-token: write in GitHub Actions, or AZURE_FEDERATED_TOKEN_FILE)"]),
    ],
    make(library, settings) {
      const { assertion, github, tokenFilePath = "", federatedAudience } = settings;
      const source = assertion ?? (github ? githubAssertion(github.url, github.token, federatedAudience) : fileAssertion(tokenFilePath));
      return new library.ClientAssertionCredential(settings.tenantId ?? "", settings.clientId ?? "", source, shared(settings));
    },
  },
} as const satisfies Record<CredentialKind, CredentialRow>;

import type { Context } from "./app.ts";
import type { CredentialKind } from "./faults/fault.ts";
import { assertions, ids } from "./seed.ts";
import type { World } from "./world.ts";

/** The files that a program's environment names, most of them in the run's own folder. */
export interface RunFiles {
  /** Module that leads Node's `fetch` through the proxy. */
  fetchPreload: string;
  /** The CA's certificate. */
  ca: string;
  javaTrustStore: string;
  clientCertificate: string;
  federatedToken: string;
  /** Configuration folder for a real Azure CLI, so that it never sees the developer's own sign-in. */
  azureConfig: string;
  /** A program that opens a URL as a browser would. */
  browser: string;
  /** Folder with the stand-ins of command-line tools. */
  tools: string;
}

/** What a kind's variables are made of. */
export interface CredentialSources {
  context: Context;
  files: RunFiles;
  clientSecret: string;
}

/** How a program signs in: the variables that its platform or its owner would set, and what the world must be for it. */
export interface CredentialKindRecord {
  title: string;
  /** Value of `AZURE_TOKEN_CREDENTIALS`; absent where the code itself chooses the credential. */
  tokenCredentials?: string;
  /** The app has a certificate, and the program its key. */
  certificate?: true;
  /** The platform writes its assertion into a file. */
  assertionFile?: true;
  /** Changes the world so that this way of signing in is there. */
  prepare?(world: World): void;
  variables(sources: CredentialSources): Record<string, string>;
}

const contosoApp = { AZURE_TENANT_ID: ids.contosoTenant, AZURE_CLIENT_ID: ids.app };
const desktopApp = { AZURE_TENANT_ID: ids.contosoTenant, AZURE_CLIENT_ID: ids.desktopApp };

const appService = ({ context }: CredentialSources) => ({
  IDENTITY_ENDPOINT: `${context.plainUrl}/app-service/msi/token`,
  IDENTITY_HEADER: context.hostSecrets.identityHeader,
});

/** The metadata service answers, and the machine is the host of the system-assigned identity. */
function onVirtualMachine(world: World): void {
  world.identityHost = "imds";
  for (const identity of world.identities) if (identity.kind === "SystemAssigned") identity.resourceId = ids.machine;
  for (const principal of world.principals) if (principal.id === ids.systemIdentityPrincipal) principal.displayName = "contoso-vm";
}

/** Every way of signing in that the sandbox can stand for. */
export const credentialKinds = {
  "managed-identity": {
    title: "system-assigned managed identity of an App Service",
    tokenCredentials: "ManagedIdentityCredential",
    variables: appService,
  },
  "user-assigned-managed-identity": {
    title: "user-assigned managed identity of an App Service",
    tokenCredentials: "ManagedIdentityCredential",
    variables: (sources) => ({ ...appService(sources), AZURE_CLIENT_ID: ids.userIdentityClient }),
  },
  imds: {
    title: "managed identity of a virtual machine, at 169.254.169.254",
    tokenCredentials: "ManagedIdentityCredential",
    prepare: onVirtualMachine,
    variables: () => ({}),
  },
  "client-secret": {
    title: "service principal with a client secret",
    tokenCredentials: "EnvironmentCredential",
    prepare: (world) => void (world.identityHost = "none"),
    variables: ({ clientSecret }) => ({ ...contosoApp, AZURE_CLIENT_SECRET: clientSecret }),
  },
  "client-certificate": {
    title: "service principal with a certificate",
    certificate: true,
    tokenCredentials: "EnvironmentCredential",
    prepare: (world) => void (world.identityHost = "none"),
    variables: ({ files }) => ({ ...contosoApp, AZURE_CLIENT_CERTIFICATE_PATH: files.clientCertificate }),
  },
  "workload-identity": {
    title: "workload identity of a Kubernetes pod",
    assertionFile: true,
    tokenCredentials: "WorkloadIdentityCredential",
    prepare: (world) => void (world.identityHost = "none"),
    variables: ({ files }) => ({ ...contosoApp, AZURE_FEDERATED_TOKEN_FILE: files.federatedToken, AZURE_AUTHORITY_HOST: "https://login.microsoftonline.com/" }),
  },
  "federated-credential": {
    title: "federated credential of a GitHub Actions job",
    prepare: (world) => {
      world.identityHost = "none";
      world.assertion = { ...assertions.github };
    },
    variables: ({ context }) => ({
      ...contosoApp,
      ACTIONS_ID_TOKEN_REQUEST_URL: `${context.plainUrl}/github-actions/idtoken?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: context.hostSecrets.actionsToken,
    }),
  },
  "azure-cli": {
    title: "developer signed in with the Azure CLI",
    tokenCredentials: "AzureCliCredential",
    prepare: (world) => {
      world.identityHost = "none";
      world.tools.az ??= "signed-in";
    },
    variables: () => ({}),
  },
  "azure-developer-cli": {
    title: "developer signed in with the Azure Developer CLI",
    tokenCredentials: "AzureDeveloperCliCredential",
    prepare: (world) => {
      world.identityHost = "none";
      world.tools.azd ??= "signed-in";
    },
    variables: () => ({}),
  },
  "azure-powershell": {
    title: "developer signed in with Azure PowerShell",
    tokenCredentials: "AzurePowerShellCredential",
    prepare: (world) => {
      world.identityHost = "none";
      world.tools.pwsh ??= "signed-in";
    },
    variables: () => ({}),
  },
  "device-code": {
    title: "developer who signs in with a device code",
    prepare: (world) => void (world.identityHost = "none"),
    variables: () => desktopApp,
  },
  "interactive-browser": {
    title: "developer who signs in with a browser",
    prepare: (world) => void (world.identityHost = "none"),
    variables: ({ files }) => ({ ...desktopApp, BROWSER: files.browser }),
  },
  arc: {
    title: "managed identity of a server with Azure Arc",
    tokenCredentials: "ManagedIdentityCredential",
    prepare: (world) => void (world.identityHost = "arc"),
    variables: ({ context }) => ({ IDENTITY_ENDPOINT: `${context.plainUrl}/arc/metadata/identity/oauth2/arc-token`, IMDS_ENDPOINT: `${context.plainUrl}/arc` }),
  },
  "service-fabric": {
    title: "managed identity of a Service Fabric application",
    tokenCredentials: "ManagedIdentityCredential",
    prepare: (world) => void (world.identityHost = "service-fabric"),
    variables: ({ context }) => ({
      IDENTITY_ENDPOINT: `${context.plainUrl}/service-fabric/metadata/identity/oauth2/fabric-token`,
      IDENTITY_HEADER: context.hostSecrets.identityHeader,
      IDENTITY_SERVER_THUMBPRINT: "0".repeat(40),
    }),
  },
  "cloud-shell": {
    title: "user of Azure Cloud Shell",
    tokenCredentials: "ManagedIdentityCredential",
    prepare: (world) => void (world.identityHost = "cloud-shell"),
    variables: ({ context }) => ({ MSI_ENDPOINT: `${context.plainUrl}/cloud-shell/oauth2/token` }),
  },
  "azure-ml": {
    title: "managed identity of Azure Machine Learning",
    tokenCredentials: "ManagedIdentityCredential",
    prepare: (world) => void (world.identityHost = "azure-ml"),
    variables: ({ context }) => ({
      MSI_ENDPOINT: `${context.plainUrl}/azure-ml/metadata/identity/oauth2/ml-token`,
      MSI_SECRET: context.hostSecrets.identityHeader,
      DEFAULT_IDENTITY_CLIENT_ID: ids.systemIdentityClient,
    }),
  },
} as const satisfies Record<CredentialKind, CredentialKindRecord>;

/** Whether a text names a way of signing in. */
export function isCredentialKind(text: string): text is CredentialKind {
  return Object.hasOwn(credentialKinds, text);
}

import { ids } from "../seed.ts";
import type { App, World } from "../world.ts";
import type { FaultRecords } from "./fault.ts";

const day = 86_400_000;

/** Apps that ask for a token and are refused by Entra. */
export const signInFaults: FaultRecords = {
  "secret-expired": {
    title: "The app's client secret is past its end date",
    credential: "client-secret",
    apply(world) {
      for (const secret of contosoApp(world).secrets) secret.expiresAt = world.clock.now() - day;
    },
  },
  "secret-wrong": {
    title: "The program is given the secret's id in place of its value",
    credential: "client-secret",
    apply: (world) => set(world, { AZURE_CLIENT_SECRET: contosoApp(world).secrets[0]?.keyId ?? "" }),
  },
  "config-missing": {
    title: "The environment names the app and its tenant, and no secret",
    credential: "client-secret",
    apply: (world) => set(world, { AZURE_CLIENT_SECRET: undefined }),
  },
  "app-not-in-tenant": {
    title: "The client id names an app that the tenant does not hold",
    credential: "client-secret",
    apply: (world) => set(world, { AZURE_CLIENT_ID: ids.fabrikamApp }),
  },
  "tenant-wrong": {
    title: "The tenant id names no tenant",
    credential: "client-secret",
    apply: (world) => set(world, { AZURE_TENANT_ID: "0d0d0d0d-0c0e-4a55-9d10-000000000404" }),
  },
  "wrong-cloud": {
    title: "The program asks the login host of another cloud",
    credential: "client-secret",
    apply: (world) => set(world, { AZURE_AUTHORITY_HOST: "https://login.microsoftonline.us" }),
  },
  "principal-disabled": {
    title: "The app's service principal is disabled",
    credential: "client-secret",
    apply(world) {
      for (const principal of world.principals) if (principal.id === ids.appPrincipal) principal.enabled = false;
    },
  },
  "consent-missing": {
    title: "The app is not assigned to the resource, which demands it",
    credential: "client-secret",
    apply(world) {
      world.tokenRefusal = {
        code: 501051,
        error: "invalid_grant",
        status: 400,
        description: `Application '${ids.app}'(contoso-app) is not assigned to a role for the application 'https://ai.azure.com'(Azure Machine Learning Services).`,
      };
    },
  },
  "app-platform-misconfigured": {
    title: "The app is registered as a public client and sends a secret",
    credential: "client-secret",
    apply(world) {
      contosoApp(world).publicClient = true;
    },
  },
  "conditional-access": {
    title: "A conditional access policy for workload identities blocks the app",
    credential: "client-secret",
    apply(world) {
      world.tokenRefusal = { code: 53003, error: "invalid_grant", status: 400, description: "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance." };
    },
  },
  "password-flow-failed": {
    title: "The environment holds a user name and a password that Entra refuses",
    credential: "client-secret",
    apply: (world) => set(world, { AZURE_CLIENT_SECRET: undefined, AZURE_USERNAME: "dev@contoso.onmicrosoft.com", AZURE_PASSWORD: "not-the-password" }),
  },
  "scope-malformed": {
    title: "The scope lacks /.default",
    credential: "client-secret",
    apply: (world) => set(world, { FOUNDRY_SCOPE: "https://ai.azure.com" }),
  },
  "resource-not-found-bad-scope": {
    title: "The scope names the account's own host, which is no resource of Entra",
    credential: "client-secret",
    apply: (world) => set(world, { FOUNDRY_SCOPE: "https://contoso.openai.azure.com/.default" }),
  },
  "cert-not-registered": {
    title: "The certificate that signs is not registered on the app",
    credential: "client-certificate",
    apply(world) {
      contosoApp(world).certificates = [];
    },
  },
  "cert-unusable": {
    title: "The certificate's file is not where the environment says",
    credential: "client-certificate",
    apply: (world) => set(world, { AZURE_CLIENT_CERTIFICATE_PATH: "certificate-that-is-not-there.pem" }),
  },
  "clock-skew": {
    title: "The program's clock is two hours behind Entra's",
    credential: "client-certificate",
    apply: (world) => world.clock.advance(7_200_000),
  },
  "federated-subject-mismatch": {
    title: "The federated credential names another service account than the pod's",
    credential: "workload-identity",
    apply(world) {
      for (const credential of contosoApp(world).federatedCredentials) credential.subject = credential.subject.replace("default:contoso-app", "production:contoso-app").replace("heads/main", "heads/release");
    },
  },
  "federated-assertion-wrong": {
    title: "The federated credential's issuer lacks the slash at its end",
    credential: "workload-identity",
    apply(world) {
      for (const credential of contosoApp(world).federatedCredentials) credential.issuer = credential.issuer.replace(/\/$/, "");
    },
  },
  "federated-token-expired": {
    title: "The platform's token was fetched too long ago",
    credential: "workload-identity",
    apply(world) {
      world.assertion.lifetime = -3600;
    },
  },
  "workload-webhook-missing": {
    title: "The pod was not mutated: no token file, client id or tenant id",
    credential: "workload-identity",
    apply: (world) => set(world, { AZURE_FEDERATED_TOKEN_FILE: undefined, AZURE_CLIENT_ID: undefined, AZURE_TENANT_ID: undefined, AZURE_AUTHORITY_HOST: undefined }),
  },
  "oidc-token-permission-missing": {
    title: "The workflow may not ask for an identity token, so its job has no token file",
    credential: "workload-identity",
    apply: (world) => set(world, { GITHUB_ACTIONS: "true", AZURE_FEDERATED_TOKEN_FILE: undefined, ACTIONS_ID_TOKEN_REQUEST_URL: undefined, ACTIONS_ID_TOKEN_REQUEST_TOKEN: undefined }),
  },
};

/** Changes the environment that a program is started with. */
export function set(world: World, variables: Record<string, string | undefined>): void {
  Object.assign(world.environment, variables);
}

function contosoApp(world: World): App {
  const app = world.apps.find(({ appId }) => appId === ids.app);
  if (app === undefined) throw new Error("The world has no app 'contoso-app'.");
  return app;
}

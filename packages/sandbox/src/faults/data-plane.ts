import { ids } from "../seed.ts";
import { contoso } from "./callers.ts";
import type { FaultRecords } from "./fault.ts";
import { set } from "./sign-in.ts";

const keyUser = "a program that sends AZURE_OPENAI_API_KEY";

/** Requests that reach the data plane and are refused for another reason than the caller's roles. */
export const dataPlaneFaults: FaultRecords = {
  "token-wrong-audience": {
    title: "The program asks for a token of Azure Resource Manager",
    apply: (world) => set(world, { FOUNDRY_SCOPE: "https://management.azure.com/.default" }),
  },
  "token-expired": {
    title: "The token that the program is given is past its end",
    apply(world) {
      world.tokenClaims = (claims) => {
        if (String(claims["aud"]).includes("management")) return claims;
        const issued = Number(claims["iat"]);
        return { ...claims, iat: issued - 7200, nbf: issued - 7500, exp: issued - 60 };
      };
    },
  },
  "tenant-mismatch": {
    title: "The endpoint belongs to another tenant than the token",
    apply: (world) => set(world, { FOUNDRY_RESOURCE_URL: "https://fabrikam.openai.azure.com", AZURE_SUBSCRIPTION_ID: ids.fabrikamSubscription }),
  },
  "custom-subdomain-missing": {
    title: "The account has no custom subdomain, and the program asks the regional host",
    apply(world) {
      delete contoso(world).customSubDomainName;
      set(world, { FOUNDRY_RESOURCE_URL: "https://swedencentral.api.cognitive.microsoft.com" });
    },
  },
  "endpoint-wrong-path": {
    title: "The endpoint's path is of another service's dialect",
    apply: (world) => set(world, { FOUNDRY_RESOURCE_URL: "https://contoso.openai.azure.com/v1" }),
  },
  "endpoint-doubled-path": {
    title: "The endpoint holds its path twice",
    apply: (world) => set(world, { FOUNDRY_RESOURCE_URL: "https://contoso.openai.azure.com/openai/v1/openai/v1" }),
  },
  "endpoint-wrong-kind": {
    title: "The endpoint is the portal's page in place of the resource",
    apply: (world) => set(world, { FOUNDRY_RESOURCE_URL: "https://ai.azure.com/resource/overview" }),
  },
  "deployment-not-found": {
    title: "The account has no deployment of that name",
    apply(world) {
      const account = contoso(world);
      account.deployments = account.deployments.filter(({ name }) => name !== "gpt-5.5");
    },
  },
  "deployment-named-by-model": {
    title: "The program gives the model's name, and the deployment has another",
    cause: "deployment-not-found",
    apply(world) {
      for (const deployment of contoso(world).deployments) if (deployment.name === "gpt-5.5") deployment.name = "contoso-chat";
    },
  },
  "model-api-mismatch": {
    title: "The deployed model serves no Responses",
    apply(world) {
      for (const deployment of contoso(world).deployments) {
        if (deployment.name === "gpt-5.5") Object.assign(deployment, { model: { format: "OpenAI", name: "gpt-35-turbo", version: "0125" }, capabilities: { chatCompletion: "true" } });
      }
    },
  },
  "rate-limit-429": {
    title: "The deployment's tokens per minute are used up",
    apply(world) {
      for (const deployment of contoso(world).deployments) deployment.throttled = { retryAfterSeconds: 2 };
    },
  },
  "not-access-related": {
    title: "Sign-in works, and the content policy refuses the prompt",
    apply(world) {
      for (const deployment of contoso(world).deployments) deployment.filtersPrompts = true;
    },
  },
  "key-auth-disabled": {
    title: "A key is configured, and the account takes none",
    seenBy: keyUser,
    apply: (world) => set(world, { AZURE_OPENAI_API_KEY: contoso(world).keys[0] }),
  },
  "invalid-key-or-wrong-endpoint": {
    title: "The configured key belongs to another account",
    seenBy: keyUser,
    apply(world) {
      contoso(world).disableLocalAuth = false;
      set(world, { AZURE_OPENAI_API_KEY: world.accounts.find(({ name }) => name === "fabrikam")?.keys[0] });
    },
  },
  "key-sent-as-bearer": {
    title: "The configured token is an account's key",
    seenBy: "a program that sends AZURE_OPENAI_AD_TOKEN as it is",
    apply: (world) => set(world, { AZURE_OPENAI_AD_TOKEN: contoso(world).keys[0] }),
  },
  "token-sent-as-api-key": {
    title: "The configured key is a token",
    seenBy: keyUser,
    apply(world) {
      contoso(world).disableLocalAuth = false;
      set(world, { AZURE_OPENAI_API_KEY: unsignedToken() });
    },
  },
};

/** What looks like a token and is one of nobody. */
function unsignedToken(): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "RS256", typ: "JWT" })}.${part({ aud: "https://ai.azure.com", tid: ids.contosoTenant })}.c2lnbmF0dXJl`;
}

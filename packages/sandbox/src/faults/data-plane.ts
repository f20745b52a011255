import { ids } from "../seed.ts";
import { contoso } from "./callers.ts";
import type { FaultRecords } from "./fault.ts";
import { set } from "./sign-in.ts";

/** Requests that reach the data plane and are refused for another reason than the caller's roles. */
export const dataPlaneFaults: FaultRecords = {
  "token-wrong-audience": {
    title: "The program asks for a token of Azure Resource Manager",
    apply: (world) => set(world, { FOUNDRY_SCOPE: "https://management.azure.com/.default" }),
  },
  "token-expired": {
    title: "The token that the program is given is past its end",
    apply(world) {
      world.tokenClaims = (claims) => (String(claims["aud"]).includes("management") ? claims : { ...claims, iat: Number(claims["iat"]) - 7200, nbf: Number(claims["nbf"]) - 7200, exp: Number(claims["iat"]) - 60 });
    },
  },
  "tenant-mismatch": {
    title: "The endpoint belongs to another tenant than the token",
    apply: (world) => set(world, { FOUNDRY_RESOURCE_URL: "https://fabrikam.openai.azure.com", AZURE_SUBSCRIPTION_ID: ids.fabrikamSubscription }),
  },
  "deployment-not-found": {
    title: "The account has no deployment of that name",
    apply(world) {
      const account = contoso(world);
      account.deployments = account.deployments.filter(({ name }) => name !== "gpt-5.5");
    },
  },
  "network-access-denied": {
    title: "The account's firewall does not list the caller's address",
    apply(world) {
      contoso(world).networkAcls = { defaultAction: "Deny", ipRules: [{ value: "198.51.100.0/24" }], virtualNetworkRules: [] };
    },
  },
  "custom-subdomain-missing": {
    title: "The account has no custom subdomain, and the program asks the regional host",
    apply(world) {
      delete contoso(world).customSubDomainName;
      set(world, { FOUNDRY_RESOURCE_URL: "https://swedencentral.api.cognitive.microsoft.com" });
    },
  },
  "tls-untrusted-ca": {
    title: "A company proxy shows certificates of a CA that the program does not trust",
    apply(world) {
      world.transport.certificate = "untrusted";
    },
  },
};

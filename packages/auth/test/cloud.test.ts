import { describe, expect, it } from "vitest";
import { azureHost, cloudList, cloudOfAuthority, isLoopback } from "../src/cloud.ts";

describe("azureHost", () => {
  it.each([
    ["contoso.openai.azure.com", "public", "openai", "contoso"],
    ["CONTOSO.OpenAI.Azure.COM.", "public", "openai", "contoso"],
    ["contoso.services.ai.azure.com", "public", "foundry", "contoso"],
    ["contoso.cognitiveservices.azure.com", "public", "cognitive-services", "contoso"],
    ["swedencentral.api.cognitive.microsoft.com", "public", "regional", "swedencentral"],
    ["contoso.privatelink.openai.azure.com", "public", "openai", "contoso.privatelink"],
    ["contoso.openai.azure.us", "usgov", "openai", "contoso"],
    ["virginia.api.cognitive.microsoft.us", "usgov", "regional", "virginia"],
    ["contoso.openai.azure.cn", "china", "openai", "contoso"],
    ["openai.azure.com", "public", "openai", ""],
  ])("places %s in %s as %s", (host, cloud, service, label) => {
    expect(azureHost(host)).toMatchObject({ cloud: { name: cloud }, service, label });
  });

  it.each(["openai.azure.com.example", "notopenai.azure.com", "contoso.openai.azure.com.evil.example", "example.com", ""])("knows nothing of %j", (host) => {
    expect(azureHost(host)).toBeUndefined();
  });
});

it.each([
  ["https://login.microsoftonline.us/", "usgov"],
  ["login.windows.net", "public"],
  ["https://login.partner.microsoftonline.cn/tenant", "china"],
  ["https://login.example", undefined],
])("says that %s is the authority of %s", (authority, cloud) => {
  expect(cloudOfAuthority(authority)?.name).toBe(cloud);
});

it.each([
  ["localhost", true],
  ["a.localhost", true],
  ["127.0.0.1", true],
  ["127.8.9.10", true],
  ["[::1]", true],
  ["127.0.0.1.evil.example", false],
  ["localhost.example", false],
  ["169.254.169.254", false],
])("says of %s that it is this machine: %s", (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

describe.each(cloudList)("the $title table", (cloud) => {
  it("writes URLs without a slash at the end and scopes with /.default", () => {
    for (const url of [cloud.authority, cloud.resourceManager.endpoint, cloud.graph]) expect(url).toMatch(/^https:\/\/[a-z.]+$/);
    for (const scope of [cloud.scopes.foundry, cloud.scopes.cognitiveServices, cloud.resourceManager.scope]) expect(scope).toMatch(/^https:\/\/[a-z.]+\/\.default$/);
  });

  it("doubts only fields that it has", () => {
    for (const path of Object.keys(cloud.doubts)) {
      const value = path.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], cloud);
      expect(value, path).toBeTypeOf("string");
    }
  });
});

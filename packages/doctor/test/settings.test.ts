import { clouds } from "@copilot-entra/auth";
import { describe, expect, it } from "vitest";
import { type Asked, readSettings, trustedHostsOf } from "../src/settings.ts";

const read = (env: Record<string, string>, asked: Partial<Asked> = {}) => readSettings({ trustedHosts: [], offline: false, inference: true, ...asked }, env);
const a = "https://a.openai.azure.com";
const b = "https://b.openai.azure.com";

describe("which endpoint, model, scope and cloud", () => {
  it.each([
    ["the argument", { FOUNDRY_RESOURCE_URL: b }, { endpoint: a }, "argument"],
    ["FOUNDRY_RESOURCE_URL", { FOUNDRY_RESOURCE_URL: a, AZURE_OPENAI_ENDPOINT: b }, {}, "$FOUNDRY_RESOURCE_URL"],
    ["AZURE_AI_FOUNDRY_RESOURCE_URL", { AZURE_AI_FOUNDRY_RESOURCE_URL: a, AZURE_OPENAI_ENDPOINT: b }, {}, "$AZURE_AI_FOUNDRY_RESOURCE_URL"],
    ["AZURE_OPENAI_ENDPOINT", { FOUNDRY_RESOURCE_URL: " ", AZURE_OPENAI_ENDPOINT: a }, {}, "$AZURE_OPENAI_ENDPOINT"],
  ])("the endpoint comes from %s", (_title, env, asked, source) => {
    const { endpoint } = read(env, asked);
    expect([endpoint.source, endpoint.parsed?.origin]).toEqual([source, a]);
  });

  it.each([
    [{ FOUNDRY_MODEL: "x", AZURE_OPENAI_DEPLOYMENT: "y" }, {}, "x"],
    [{ AZURE_OPENAI_DEPLOYMENT: "y" }, {}, "y"],
    [{ FOUNDRY_MODEL: "x" }, { model: "z" }, "z"],
    [{ FOUNDRY_RESOURCE_URL: `${a}/openai/deployments/d/chat/completions?api-version=2024-10-21` }, {}, "d"],
    [{}, {}, undefined],
  ])("with %o and %o the deployment is %s", (env, asked, model) => {
    expect(read(env, asked).model?.value).toBe(model);
  });

  it.each([
    [a, {}, "https://ai.azure.com/.default", "public"],
    ["https://a.services.ai.azure.com/api/projects/p", {}, "https://ai.azure.com/.default", "public"],
    ["https://a.openai.azure.us", {}, "https://cognitiveservices.azure.us/.default", "usgov"],
    ["https://swedencentral.api.cognitive.microsoft.com", {}, "https://cognitiveservices.azure.com/.default", "public"],
    [undefined, { AZURE_AUTHORITY_HOST: "https://login.microsoftonline.us" }, "https://ai.azure.us/.default", "usgov"],
  ])("%s with %o asks for %s in the cloud %s", (endpoint, env, scope, cloud) => {
    const settings = read(env, endpoint === undefined ? {} : { endpoint });
    expect([settings.scope.value, settings.cloud.name]).toEqual([scope, cloud]);
  });

  it("a cloud from a file has its own hosts, and no other host sees a token", () => {
    const custom = { ...clouds.public, name: "mine", authority: "https://login.mine.example", hosts: { ...clouds.public.hosts, openai: "openai.mine.example" } };
    const settings = read({}, { endpoint: "https://a.openai.mine.example", cloud: "custom", customCloud: custom, trustedHosts: ["Gateway.example:8443"] });
    expect(settings.endpoint.parsed?.kind).toBe("resource");
    expect(trustedHostsOf(settings)).toEqual(expect.arrayContaining([".openai.mine.example", "login.mine.example", "gateway.example"]));
    expect(trustedHostsOf(settings)).not.toContain("login.microsoftonline.com");
  });

  it("never keeps credentials or query values of what was written", () => {
    const text = JSON.stringify(read({}, { endpoint: "https://user:hidden@a.openai.azure.com/openai?api-key=hidden2" }));
    expect(text).not.toContain("hidden");
  });
});

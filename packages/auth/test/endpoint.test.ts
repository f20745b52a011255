import { describe, expect, it } from "vitest";
import { clouds } from "../src/cloud.ts";
import { parseEndpoint, readEndpoint, type EndpointOptions } from "../src/endpoint.ts";

const root = "https://contoso.openai.azure.com";
const v1 = `${root}/openai/v1/`;
const foundry = "https://contoso.services.ai.azure.com";
const project = `${foundry}/api/projects/demo/openai/v1/`;
const gateway: EndpointOptions = { trustHosts: ["gw.contoso.example", "contoso.azure-api.net", "gw.contoso.example:8443"] };

describe("what is accepted", () => {
  it.each<[text: string, kind: string, baseUrl: string, corrections: string[], options?: EndpointOptions]>([
    [root, "openai", v1, []],
    [`${root}/`, "openai", v1, []],
    [`${root}//openai/v1/`, "openai", v1, ["doubled-slash"]],
    [v1, "openai", v1, []],
    [`${root}/openai/v1`, "openai", v1, []],
    [`${root}/openai`, "openai", v1, []],
    [`${root}/openai/`, "openai", v1, ["slash-trimmed"]],
    ["HTTPS://CONTOSO.OPENAI.AZURE.COM/OpenAI/V1/", "openai", v1, []],
    ["contoso.openai.azure.com", "openai", v1, ["scheme-added"]],
    ["//contoso.openai.azure.com/openai", "openai", v1, ["scheme-added"]],
    [` ${root}\r\n`, "openai", v1, ["blanks-removed"]],
    [`"${root}/"`, "openai", v1, ["quotes-removed"]],
    [`<${root}>`, "openai", v1, ["quotes-removed"]],
    [`${root}:443/`, "openai", v1, []],
    [`${root}./`, "openai", v1, ["trailing-dot"]],
    [`${root}/#overview`, "openai", v1, ["fragment-dropped"]],
    [`${root}/openai/v1/openai/v1/`, "openai", v1, ["doubled-path"]],
    [`${root}/openai/v1/responses`, "openai", v1, ["operation-dropped"]],
    [`${root}/openai/v1/chat/completions`, "openai", v1, ["operation-dropped"]],
    [`${root}/openai/responses?api-version=2025-04-01-preview`, "openai", v1, ["operation-dropped", "api-version-dropped"]],
    [`${root}/openai/deployments/gpt-4.1-mini/chat/completions?api-version=2024-10-21`, "openai", v1, ["deployment-path", "operation-dropped", "api-version-dropped"]],
    [`${root}/openai/deployments/gpt-4.1-mini`, "openai", v1, ["deployment-path"]],
    ["https://my-resource.openai.azure.com", "openai", "https://my-resource.openai.azure.com/openai/v1/", []],
    [`${root}/?tab=keys`, "openai", v1, ["query-dropped"]],
    ["https://contoso.privatelink.openai.azure.com", "openai", v1, ["private-link-name"]],
    ["https://contoso.cognitiveservices.azure.com/", "cognitive-services", "https://contoso.cognitiveservices.azure.com/openai/v1/", []],
    [foundry, "foundry", `${foundry}/openai/v1/`, []],
    [`${foundry}/models`, "foundry", `${foundry}/openai/v1/`, ["operation-dropped"]],
    [`${foundry}/models/chat/completions?api-version=2024-05-01-preview`, "foundry", `${foundry}/openai/v1/`, ["operation-dropped", "api-version-dropped"]],
    [`${foundry}/api/projects/demo`, "project", project, []],
    [`${foundry}/api/projects/demo/`, "project", project, ["slash-trimmed"]],
    [project, "project", project, []],
    [`${foundry}/api/projects/demo/agents/asst_1`, "project", project, ["operation-dropped"]],
    ["https://contoso.openai.azure.us", "openai", "https://contoso.openai.azure.us/openai/v1/", []],
    ["https://contoso.services.ai.azure.us/api/projects/demo", "project", "https://contoso.services.ai.azure.us/api/projects/demo/openai/v1/", []],
    ["https://contoso.openai.azure.cn", "openai", "https://contoso.openai.azure.cn/openai/v1/", []],
    ["http://127.0.0.1:8080", "custom", "http://127.0.0.1:8080/openai/v1/", []],
    ["localhost:8080", "custom", "http://localhost:8080/openai/v1/", ["scheme-added"]],
    ["http://[::1]:8080/", "custom", "http://[::1]:8080/openai/v1/", []],
    ["http://127.0.0.1:8080/contoso.openai.azure.com", "custom", "http://127.0.0.1:8080/contoso.openai.azure.com/openai/v1/", []],
    ["http://127.0.0.1:8080/x/api/projects/demo", "project", "http://127.0.0.1:8080/x/api/projects/demo/openai/v1/", []],
    ["https://gw.contoso.example/llm", "custom", "https://gw.contoso.example/llm/openai/v1/", [], gateway],
    ["https://gw.contoso.example/llm/openai/", "custom", "https://gw.contoso.example/llm/openai/v1/", ["slash-trimmed"], gateway],
    ["https://gw.contoso.example/llm/v1", "custom", "https://gw.contoso.example/llm/v1/", [], gateway],
    ["https://gw.contoso.example:8443/v1/responses", "custom", "https://gw.contoso.example:8443/v1/", ["operation-dropped"], gateway],
    ["https://contoso.azure-api.net/foundry", "custom", "https://contoso.azure-api.net/foundry/openai/v1/", [], gateway],
  ])("%s", (text, kind, baseUrl, corrections, options) => {
    expect(parseEndpoint(text, options)).toMatchObject({ kind, baseUrl, corrections });
  });

  it("gives every part of a deployment's own URL", () => {
    expect(parseEndpoint(`${root}/openai/deployments/my%20dep/chat/completions?api-version=2024-10-21`)).toMatchObject({
      origin: root,
      host: "contoso.openai.azure.com",
      resourceUrl: root,
      subdomain: "contoso",
      deployment: "my dep",
      apiVersion: "2024-10-21",
      trust: "azure",
    });
  });

  it.each<[text: string, cloud: string, scope: string, options?: EndpointOptions]>([
    [root, "public", "https://ai.azure.com/.default"],
    [`${foundry}/api/projects/demo`, "public", "https://ai.azure.com/.default"],
    ["https://contoso.openai.azure.us", "usgov", "https://cognitiveservices.azure.us/.default"],
    ["https://contoso.services.ai.azure.us/api/projects/demo", "usgov", "https://ai.azure.us/.default"],
    ["https://contoso.openai.azure.cn", "china", "https://cognitiveservices.azure.cn/.default"],
    ["http://127.0.0.1:1", "public", "https://ai.azure.com/.default"],
    ["http://127.0.0.1:1", "usgov", "https://cognitiveservices.azure.us/.default", { cloud: clouds.usgov }],
    ["https://gw.contoso.example", "usgov", "https://cognitiveservices.azure.us/.default", { ...gateway, cloud: clouds.usgov }],
  ])("%s is of cloud %s and takes %s", (text, cloud, scope, options) => {
    expect(parseEndpoint(text, options)).toMatchObject({ cloud: { name: cloud }, scope });
  });

  it("knows that an account takes both audiences and a project one", () => {
    expect(parseEndpoint(root).scopes).toEqual(["https://ai.azure.com/.default", "https://cognitiveservices.azure.com/.default"]);
    expect(parseEndpoint(project).scopes).toEqual(["https://ai.azure.com/.default"]);
  });

  it("knows a cloud that the program describes", () => {
    const own = { ...clouds.public, name: "airgapped", hosts: { ...clouds.public.hosts, openai: "openai.airgapped.example" }, scopes: { foundry: "https://ai.airgapped.example/.default", cognitiveServices: "https://cs.airgapped.example/.default" } };
    expect(parseEndpoint("https://contoso.openai.airgapped.example", { cloud: own })).toMatchObject({ cloud: { name: "airgapped" }, trust: "azure", scope: "https://ai.airgapped.example/.default" });
    expect(parseEndpoint(root, { cloud: own }).cloud.name).toBe("public");
  });

  it("is a fixed point: its own base URL and resource URL read back alike", () => {
    for (const text of [root, project, "http://127.0.0.1:8080/contoso.openai.azure.com"]) {
      const first = parseEndpoint(text);
      expect(parseEndpoint(first.baseUrl)).toEqual({ ...first, corrections: [] });
    }
  });
});

describe("what is refused, and what to write instead", () => {
  it.each<[text: string | undefined, code: string, write: string, options?: EndpointOptions]>([
    [undefined, "endpoint-missing", "https://RESOURCE-NAME.openai.azure.com"],
    ["  ", "endpoint-missing", "https://RESOURCE-NAME.openai.azure.com"],
    ["undefined/openai/v1/", "endpoint-placeholder", "https://RESOURCE-NAME.openai.azure.com"],
    ["https://undefined.openai.azure.com", "endpoint-placeholder", "https://RESOURCE-NAME.openai.azure.com"],
    ["null", "endpoint-placeholder", "https://RESOURCE-NAME.openai.azure.com"],
    ["[object Object]", "endpoint-placeholder", "https://RESOURCE-NAME.openai.azure.com"],
    ["${FOUNDRY_RESOURCE_URL}", "endpoint-placeholder", "https://RESOURCE-NAME.openai.azure.com"],
    ["https://<your-resource>.openai.azure.com", "endpoint-placeholder", "https://RESOURCE-NAME.openai.azure.com"],
    ["https://your-resource-name.openai.azure.com", "endpoint-placeholder", "https://RESOURCE-NAME.openai.azure.com"],
    ["https://RESOURCE-NAME.openai.azure.com", "endpoint-placeholder", "https://RESOURCE-NAME.openai.azure.com"],
    ["contoso", "endpoint-not-a-url", "https://contoso.openai.azure.com, if that is the resource's name"],
    ["ftp://contoso.openai.azure.com", "endpoint-not-a-url", "https://RESOURCE-NAME.openai.azure.com"],
    ["https://contoso openai.azure.com", "endpoint-not-a-url", "https://RESOURCE-NAME.openai.azure.com"],
    ["https://", "endpoint-not-a-url", "https://RESOURCE-NAME.openai.azure.com"],
    ["https://conto\u0000so.openai.azure.com", "endpoint-not-a-url", "https://RESOURCE-NAME.openai.azure.com"],
    ["http://contoso.openai.azure.com/", "endpoint-insecure", root],
    ["https://user:pass@contoso.openai.azure.com", "endpoint-holds-secret", root],
    ["https://contoso.openai.azure.com@evil.example", "endpoint-holds-secret", "https://evil.example"],
    [`${root}/?api-key=0123456789abcdef0123456789abcdef`, "endpoint-holds-secret", root],
    ["https://ai.azure.com/build/overview?tid=1", "endpoint-portal", "https://RESOURCE-NAME.openai.azure.com"],
    ["https://portal.azure.us/", "endpoint-portal", "https://RESOURCE-NAME.openai.azure.us"],
    ["/subscriptions/1/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/Contoso", "endpoint-resource-id", `${root}, if that is its custom subdomain`],
    ["https://portal.azure.com/#@t/resource/subscriptions/1/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/contoso/overview", "endpoint-resource-id", `${root}, if that is its custom subdomain`],
    ["https://swedencentral.api.cognitive.microsoft.com/", "endpoint-regional", "https://RESOURCE-NAME.cognitiveservices.azure.com"],
    ["https://virginia.api.cognitive.microsoft.us/", "endpoint-regional", "https://RESOURCE-NAME.cognitiveservices.azure.us"],
    ["https://openai.azure.com", "endpoint-no-resource", "https://RESOURCE-NAME.openai.azure.com"],
    ["https://a.b.openai.azure.com", "endpoint-no-resource", "https://RESOURCE-NAME.openai.azure.com"],
    ["https://management.azure.com/", "endpoint-wrong-service", "https://RESOURCE-NAME.openai.azure.com"],
    ["https://login.microsoftonline.us/", "endpoint-wrong-service", "https://RESOURCE-NAME.openai.azure.us"],
    ["https://api.openai.com/v1", "endpoint-wrong-service", "https://RESOURCE-NAME.openai.azure.com"],
    ["https://m.eastus.models.ai.azure.com", "endpoint-wrong-service", "https://RESOURCE-NAME.openai.azure.com"],
    ["https://contoso.openai.azure.com.evil.example", "endpoint-untrusted-host", "https://RESOURCE-NAME.openai.azure.com. If this host is yours, name it as a trusted host"],
    ["https://contoso.azure-api.net/foundry", "endpoint-untrusted-host", "https://RESOURCE-NAME.openai.azure.com. If this API Management gateway is yours, name it as a trusted host"],
    ["http://gw.contoso.example", "endpoint-insecure", "https://gw.contoso.example", gateway],
    ["https://gw.contoso.example:9999", "endpoint-untrusted-host", "https://RESOURCE-NAME.openai.azure.com. If this host is yours, name it as a trusted host", gateway],
    ["https://contoso.openai.azure.com:8443", "endpoint-wrong-port", root],
    [`${root}/some/page`, "endpoint-unknown-path", root],
    [`${root}/x/openai/v1`, "endpoint-unknown-path", root],
    [`${foundry}/api/projects/`, "endpoint-unknown-path", foundry],
    [`${foundry}/api/projects/%E0%A4%A`, "endpoint-unknown-path", foundry],
    [`${foundry}/anthropic/v1/messages`, "endpoint-unknown-path", foundry],
  ])("%s: %s", (text, code, write, options) => {
    const reading = readEndpoint(text, options);
    expect(reading).toMatchObject({ ok: false, error: { code, evidence: { write } } });
    if (!reading.ok) expect(reading.error.message).toContain(`Write ${write}.`);
  });

  it("never repeats a secret of the URL", () => {
    for (const text of ["https://user:s3cr3t-word@contoso.openai.azure.com", `${root}/some/page?api-key=s3cr3t-word`, "nonsense?sig=s3cr3t-word", "http://a:s3cr3t-word@ /x"]) {
      const reading = readEndpoint(text);
      expect(JSON.stringify(reading) + (reading.ok ? "" : reading.error.message)).not.toContain("s3cr3t-word");
    }
  });
});

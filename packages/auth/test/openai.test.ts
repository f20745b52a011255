import OpenAI from "openai";
import { expect, it } from "vitest";
import { foundryOpenAIOptions, type FoundryOpenAIOptions } from "../src/openai.ts";

const endpoint = "https://contoso.openai.azure.com/";

it("is what the client's constructor takes", () => {
  const client = new OpenAI(foundryOpenAIOptions({ endpoint, credential: "default" }));
  expect(client).toMatchObject({ baseURL: "https://contoso.openai.azure.com/openai/v1/", organization: null, project: null, maxRetries: 2, timeout: 120_000 });
});

it.each<[what: string, options: Partial<FoundryOpenAIOptions>, code: string]>([
  ["no endpoint, for which the library would ask OpenAI's own host", { endpoint: undefined }, "endpoint-missing"],
  ["an empty endpoint", { endpoint: "" }, "endpoint-missing"],
  ["the text of an unset variable", { endpoint: "undefined/openai/v1" }, "endpoint-placeholder"],
  ["OpenAI's own host", { endpoint: "https://api.openai.com/v1" }, "endpoint-wrong-service"],
  ["an Authorization header", { headers: { Authorization: "Bearer x" } }, "option-invalid"],
  ["an api-key header", { headers: { "api-key": "x" } }, "option-invalid"],
  ["a time limit of nothing", { timeout: 0 }, "option-invalid"],
  ["a malformed scope", { scope: "https://ai.azure.com" }, "scope-malformed"],
])("refuses %s before anything is sent", (_, options, code) => {
  expect(() => foundryOpenAIOptions({ endpoint, ...options })).toThrowError(expect.objectContaining({ code }));
});

import { describe, expect, it } from "vitest";
import type { Check } from "../src/check.ts";
import { checkGroups } from "../src/checks/index.ts";
import { configurationChecks } from "../src/checks/configuration/index.ts";
import { diagnose } from "../src/diagnose.ts";
import { type Facts, factsFrom } from "../src/facts.ts";
import type { Asked } from "../src/settings.ts";
import { facts, refusals, roleAssignments } from "./diagnosis-facts.ts";
import { appService, fromVariables } from "./frame-facts.ts";
import { verdictOf } from "./judge.ts";

const check = (id: string): Check => configurationChecks.find((one) => one.id === id) as Check;
const frame = (env: Record<string, string>, asked: Partial<Asked> = {}): Facts => factsFrom(fromVariables(env, asked));

const address = "https://contoso.openai.azure.com";
const { FOUNDRY_RESOURCE_URL: _url, FOUNDRY_MODEL: _model, ...identity } = appService;
/** The environment of a program with an ordinary OpenAI library, on the v1 routes and on the classic ones. */
const plain = { ...identity, AZURE_OPENAI_ENDPOINT: address, AZURE_OPENAI_DEPLOYMENT: "gpt-5.5" };
const classic = { ...plain, OPENAI_API_VERSION: "2024-10-21" };
const deploymentUrl = `${address}/openai/deployments/gpt-5.5/chat/completions`;

const cases: [string, string, Record<string, string>, string][] = [
  ["openai-base-url", "not set", plain, "does not arise"],
  ["openai-base-url", "another host, for a program of an OpenAI library", { ...plain, OPENAI_BASE_URL: "https://llm.example.com/v1" }, "failed token-sent-elsewhere"],
  ["openai-base-url", "OpenAI's own host", { ...plain, OPENAI_BASE_URL: "https://api.openai.com/v1" }, "failed token-sent-elsewhere"],
  ["openai-base-url", "another host, for a program that does not read it", { ...appService, OPENAI_BASE_URL: "https://llm.example.com/v1" }, "warned token-sent-elsewhere"],
  ["openai-base-url", "the resource's own v1 address", { ...plain, OPENAI_BASE_URL: `${address}/openai/v1/` }, "passed"],
  ["openai-base-url", "the resource without TLS", { ...plain, OPENAI_BASE_URL: "http://contoso.openai.azure.com/openai/v1/" }, "failed token-sent-elsewhere"],
  ["openai-platform-ids", "none", plain, "passed"],
  ["openai-platform-ids", "an organization", { ...plain, OPENAI_ORG_ID: "org-1" }, "warned wrong-credential-wins"],
  ["openai-platform-ids", "headers of one's own", { ...plain, OPENAI_CUSTOM_HEADERS: "api-key: k" }, "warned wrong-credential-wins"],
  ["classic-client-key", "no classic client", { ...plain, AZURE_OPENAI_API_KEY: "k" }, "does not arise"],
  ["classic-client-key", "no key", classic, "passed"],
  ["classic-client-key", "an empty key", { ...classic, AZURE_OPENAI_API_KEY: "" }, "passed"],
  ["classic-client-key", "a key", { ...classic, AZURE_OPENAI_API_KEY: "k" }, "failed wrong-credential-wins"],
  ["classic-client-path", "the v1 address of the plain client", { ...plain, AZURE_OPENAI_ENDPOINT: `${address}/openai/v1/` }, "does not arise"],
  ["classic-client-path", "the address alone", classic, "passed"],
  ["classic-client-path", "the v1 address", { ...classic, AZURE_OPENAI_ENDPOINT: `${address}/openai/v1/` }, "failed endpoint-doubled-path"],
  ["classic-client-path", "the address with /openai", { ...classic, AZURE_OPENAI_ENDPOINT: `${address}/openai` }, "failed endpoint-doubled-path"],
  ["api-version", "none, on the v1 routes", plain, "passed"],
  ["api-version", "one that is known", classic, "passed"],
  ["api-version", "one that is newer than this program", { ...classic, OPENAI_API_VERSION: "2027-01-01-preview" }, "passed"],
  ["api-version", "a word", { ...classic, OPENAI_API_VERSION: "latest" }, "failed api-version-wrong"],
  ["api-version", "a year before the service", { ...classic, OPENAI_API_VERSION: "2019-01-01" }, "failed api-version-wrong"],
  ["api-version", "a model's version", { ...classic, OPENAI_API_VERSION: "2024-08-06" }, "failed api-version-wrong"],
  ["api-version", "a model's version, where no program reads it", { ...appService, OPENAI_API_VERSION: "2024-08-06" }, "warned api-version-wrong"],
  ["api-version", "in the variable that programs hand on themselves", { ...plain, AZURE_OPENAI_API_VERSION: "2024-10-21" }, "passed"],
  ["api-version", "a word there", { ...plain, AZURE_OPENAI_API_VERSION: "v1" }, "failed api-version-wrong"],
  ["api-version", "two that differ", { ...classic, AZURE_OPENAI_API_VERSION: "2025-04-01-preview" }, "warned api-version-wrong"],
  ["api-version", "none, on a deployment's classic route", { ...plain, AZURE_OPENAI_ENDPOINT: deploymentUrl }, "failed api-version-wrong"],
  ["api-version", "in the classic route itself", { ...plain, AZURE_OPENAI_ENDPOINT: `${deploymentUrl}?api-version=2024-10-21` }, "passed"],
  ["deployment-variable", "no deployment", { ...identity, AZURE_OPENAI_ENDPOINT: address }, "does not arise"],
  ["deployment-variable", "one", plain, "passed"],
  ["deployment-variable", "one that sounds like a template", { ...plain, AZURE_OPENAI_DEPLOYMENT: "my-gpt-home" }, "passed"],
  ["deployment-variable", "a template's text", { ...plain, AZURE_OPENAI_DEPLOYMENT: "<your-deployment>" }, "failed deployment-not-found"],
  ["deployment-variable", "a name that no deployment has", { ...plain, AZURE_OPENAI_DEPLOYMENT: "openai/gpt-5.5" }, "failed deployment-not-found"],
  ["deployment-variable", "two that agree", { ...plain, FOUNDRY_MODEL: "gpt-5.5" }, "passed"],
  ["deployment-variable", "two that differ", { ...plain, FOUNDRY_MODEL: "gpt-4.1-mini" }, "warned deployment-not-found"],
];

describe("what ordinary OpenAI libraries do with the environment", () => {
  it.each(cases)("%s: %s", (id, _title, env, expected) => {
    expect(verdictOf(check(id), frame(env))).toBe(expected);
  });

  it("a deployment that is given as an option is not compared with variables", () => {
    expect(verdictOf(check("deployment-variable"), frame(plain, { model: "gpt-4.1-mini" }))).toBe("passed");
  });

  it("no value of a header variable is kept", () => {
    expect(JSON.stringify(frame({ ...plain, OPENAI_CUSTOM_HEADERS: "api-key: planted-value" }))).not.toContain("planted-value");
  });

  it("explains no failure but its own", () => {
    const changed = facts({ ...fromVariables({ ...plain, OPENAI_BASE_URL: "https://llm.example.com/v1" }), roleAssignments: roleAssignments([]), models: refusals.generic, inference: refusals.lacks });
    const failures = diagnose(changed, { groups: checkGroups }).results.filter(({ status }) => status === "failed");
    expect(failures.map(({ id }) => id)).toContain("openai-base-url");
    expect(failures.filter((result) => result.consequenceOf === "openai-base-url")).toEqual([]);
    expect(failures.length).toBeGreaterThan(1);
  });
});

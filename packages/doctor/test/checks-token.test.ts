import { describe, expect, it } from "vitest";
import { inWords } from "../src/checks/token/lifetime.ts";
import { tokenChecks } from "../src/checks/token/index.ts";
import type { Check } from "../src/check.ts";
import type { FactValues } from "../src/facts.ts";
import { unknown } from "../src/facts.ts";
import { answer, now, otherTenant, refusals, tenantId, token } from "./diagnosis-facts.ts";
import { appService, frame } from "./frame-facts.ts";
import { verdictOf } from "./judge.ts";

const check = (id: string): Check => tokenChecks.find((one) => one.id === id) as Check;
const project = { ...appService, FOUNDRY_RESOURCE_URL: "https://contoso.services.ai.azure.com/api/projects/demo" };
const gov = { ...appService, FOUNDRY_RESOURCE_URL: "https://contoso.openai.azure.us" };
const of = (changes: Partial<FactValues["token"]>): Partial<FactValues> => ({ token: { ...token, ...changes } });

const cases: [string, string, Partial<FactValues>, string, Record<string, string>?][] = [
  ["token-text", "bare", {}, "passed"],
  ["token-text", "with Bearer before it", of({ problems: ["bearer-prefix"] }), "warned token-provider-misuse"],
  ["token-audience", "Foundry's", {}, "passed"],
  ["token-audience", "with a slash at the end", of({ audience: "https://ai.azure.com/" }), "passed"],
  ["token-audience", "the app id of Cognitive Services", of({ audience: "7d312290-28c8-473c-a0ed-8e53749b6d6d" }), "passed"],
  ["token-audience", "Resource Manager's", of({ audience: "https://management.azure.com/" }), "failed token-wrong-audience"],
  ["token-audience", "Cognitive Services for a project", of({ audience: "https://cognitiveservices.azure.com" }), "failed token-wrong-audience", project],
  ["token-audience", "another cloud's", of({ audience: "https://cognitiveservices.azure.com" }), "failed wrong-cloud", gov],
  ["token-audience", "none", of({ audience: "" }), "failed token-wrong-audience"],
  ["token-issuer", "version 1", of({ issuer: `https://sts.windows.net/${tenantId}/` }), "passed"],
  ["token-issuer", "version 2", of({ issuer: `https://login.microsoftonline.com/${tenantId}/v2.0` }), "passed"],
  ["token-issuer", "another cloud", of({ issuer: `https://login.partner.microsoftonline.cn/${tenantId}/v2.0` }), "failed wrong-cloud"],
  ["token-issuer", "a provider outside Entra", of({ issuer: "https://token.actions.githubusercontent.com" }), "failed token-wrong-audience"],
  ["token-issuer", "none", {}, "warned token-provider-misuse"],
  ["token-lifetime", "an hour left", {}, "passed"],
  ["token-lifetime", "expired", of({ expiresAt: now - 1 }), "failed token-expired"],
  ["token-lifetime", "expired by this clock only", { ...of({ notBefore: now - 7200, expiresAt: now - 1 }), clock: { skewSeconds: 3600, samples: [], serverNow: now - 3600 } }, "passed"],
  ["token-lifetime", "two minutes left", of({ expiresAt: now + 120 }), "warned token-expired"],
  ["token-lifetime", "not valid yet", of({ notBefore: now + 3600, expiresAt: now + 7200 }), "failed clock-skew"],
  ["token-tenant", "the resource's", { resourceTenant: { tenantId, from: "arm" } }, "passed"],
  ["token-tenant", "another", { resourceTenant: { tenantId: otherTenant, from: "arm" } }, "failed tenant-mismatch"],
  ["token-tenant", "another, of a subscription that nobody named for this resource", { resourceTenant: { tenantId: otherTenant, from: "arm", assumed: true } }, "passed"],
  ["token-tenant", "the service says so itself", { models: refusals.tenant }, "failed tenant-mismatch"],
  ["token-tenant", "nobody named it, and the service answers", {}, "passed"],
  ["token-tenant", "nobody named it", { models: answer(500) }, "undecided"],
  ["token-signature", "made by the issuer", { signature: { verified: true, alg: "RS256", kid: "k", issuer: "i", keysFrom: "u" } }, "passed"],
  ["token-signature", "forged", { signature: { verified: false, code: "signature", reason: "r" } }, "failed token-provider-misuse"],
];

describe("the token", () => {
  it.each(cases)("%s: %s", (id, _title, changes, expected, env) => {
    expect(verdictOf(check(id), frame(changes, env))).toBe(expected);
  });

  it("without a model's answer and without the resource's tenant it stays undecided", () => {
    expect(verdictOf(check("token-tenant"), { ...frame(), models: unknown("tls") })).toBe("undecided");
  });

  it.each([[30, "30 s"], [90, "2 min"], [7200, "2 h"], [200_000, "2 days"]] as const)("%d seconds are %s", (seconds, words) => {
    expect(inWords(seconds)).toBe(words);
  });
});

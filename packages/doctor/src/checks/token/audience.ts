import { defineCheck, failed, passed } from "../../check.ts";
import type { EndpointSetting, SettingsFact } from "../../facts/settings.ts";
import { variableOf } from "../../settings.ts";

/** First-party apps whose ids stand for a resource's URL in version 2 tokens. */
export const resourceApps: Readonly<Record<string, string>> = {
  "18a66f5f-dbdf-4c17-9dd7-1634712a9cbe": "https://ai.azure.com",
  "7d312290-28c8-473c-a0ed-8e53749b6d6d": "https://cognitiveservices.azure.com",
  "797f4846-ba00-4fd7-ba43-dac1f8f63013": "https://management.azure.com",
  "00000003-0000-0000-c000-000000000000": "https://graph.microsoft.com",
};

/** The token is meant for this kind of endpoint; a slash at the end or the resource's app id mean the same. */
export const audience = defineCheck({
  id: "token-audience",
  title: "token audience is the endpoint's",
  needs: ["settings", "token"],
  judge: ({ settings, token }) => {
    const accepted = audiencesOf(settings, settings.endpoint.parsed);
    const actual = plainAudience(token.audience);
    const evidence = { expected: accepted.join(" or "), actual: token.audience === "" ? "none" : token.audience, audience: actual, expectedAudience: accepted[0], scope: settings.scope.value, variable: variableOf(settings.scope.source) };
    if (settings.endpoint.parsed?.kind === "other" || accepted.includes(actual)) return passed({ audience: token.audience });
    const otherCloud = /^https:\/\/(ai|cognitiveservices)\.azure\.(com|us|cn)$/.test(actual) && !settings.cloud.dataScopes.some((scope) => plainAudience(scope.replace(/\/\.default$/, "")) === actual);
    return failed(otherCloud ? "wrong-cloud" : "token-wrong-audience", { ...evidence, cloud: settings.cloud.name });
  },
});

/** Without slashes at the end, and the URL in place of a first-party app's id. */
export function plainAudience(value: string): string {
  const plain = value.replace(/\/+$/, "").toLowerCase();
  return resourceApps[plain] ?? plain;
}

function audiencesOf(settings: SettingsFact, endpoint: EndpointSetting | undefined): string[] {
  const own = plainAudience((endpoint?.scope ?? "").replace(/\/\.default$/, ""));
  if (endpoint?.kind === "project") return [own];
  return [...new Set([own, ...settings.cloud.dataScopes.map((scope) => plainAudience(scope.replace(/\/\.default$/, "")))])].filter((value) => value !== "");
}

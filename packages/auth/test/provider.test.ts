import { describe, expect, it } from "vitest";
import { foundryProvider, foundryStaticProvider, type FoundryProviderOptions } from "../src/provider.ts";
import { tokenSource, type TokenCredential } from "../src/token-source.ts";
import { manualClock } from "./manual-clock.ts";

const endpoint = "https://contoso.openai.azure.com/";
const hour = 3_600_000;
const never: TokenCredential = { getToken: () => new Promise(() => {}) };

describe("foundryProvider", () => {
  it("gives the SDK everything that decides where requests go", () => {
    expect(foundryProvider({ endpoint, model: "gpt-5.5", credential: never })).toEqual({
      type: "openai",
      baseUrl: "https://contoso.openai.azure.com/openai/v1/",
      wireApi: "responses",
      modelId: "gpt-5.5",
      wireModel: "gpt-5.5",
      bearerTokenProvider: expect.any(Function),
    });
  });

  it.each<[what: string, options: Partial<FoundryProviderOptions>, expected: Record<string, unknown>]>([
    ["completions", { wireApi: "completions" }, { wireApi: "completions" }],
    ["a deployment with a name of its own", { model: "chat-prod", modelId: "gpt-5.5" }, { modelId: "gpt-5.5", wireModel: "chat-prod" }],
    ["a deployment's own URL", { endpoint: `${endpoint}openai/deployments/chat-prod/chat/completions?api-version=2024-10-21`, model: undefined }, { wireModel: "chat-prod", modelId: "chat-prod" }],
    ["a project", { endpoint: "https://contoso.services.ai.azure.com/api/projects/demo" }, { baseUrl: "https://contoso.services.ai.azure.com/api/projects/demo/openai/v1/" }],
    ["limits and headers", { maxPromptTokens: 1, maxOutputTokens: 2, headers: { "x-team": "a" } }, { maxPromptTokens: 1, maxOutputTokens: 2, headers: { "x-team": "a" } }],
  ])("takes %s", (_, options, expected) => {
    expect(foundryProvider({ endpoint, model: "gpt-5.5", credential: never, ...options })).toMatchObject(expected);
  });

  it.each<[what: string, options: Partial<FoundryProviderOptions>, code: string]>([
    ["no model, for which the runtime would ask for one that Azure does not have", { model: undefined }, "model-missing"],
    ["an empty model", { model: " " }, "model-missing"],
    ["the text of an unset variable as the model", { model: "undefined" }, "model-missing"],
    ["no endpoint", { endpoint: undefined }, "endpoint-missing"],
    ["the text of an unset variable as the endpoint", { endpoint: "undefined/openai/v1/" }, "endpoint-placeholder"],
    ["a host that is not Azure's", { endpoint: "https://evil.example" }, "endpoint-untrusted-host"],
    ["a scope without /.default", { scope: "https://ai.azure.com" }, "scope-malformed"],
    ["a time limit of nothing", { timeout: 0 }, "option-invalid"],
    ["an Authorization header", { headers: { authorization: "Bearer x" } }, "option-invalid"],
    ["an api-key header", { headers: { "API-Key": "x" } }, "option-invalid"],
  ])("refuses %s at once", (_, options, code) => {
    expect(() => foundryProvider({ endpoint, model: "gpt-5.5", credential: never, ...options })).toThrowError(expect.objectContaining({ code }));
  });

  it("asks for the scope of the endpoint's cloud", async () => {
    const scopes: unknown[] = [];
    const credential: TokenCredential = { getToken: async (scope) => (scopes.push(scope), { token: "t-one", expiresOnTimestamp: Date.now() + hour }) };
    for (const host of ["contoso.openai.azure.com", "contoso.openai.azure.us"]) {
      await foundryProvider({ endpoint: host, model: "m", credential }).bearerTokenProvider?.({ providerName: "default", sessionId: "s" });
    }
    expect(scopes).toEqual(["https://ai.azure.com/.default", "https://cognitiveservices.azure.us/.default"]);
  });
});

describe("foundryStaticProvider", () => {
  it("trims the token that az printed", () => {
    expect(foundryStaticProvider({ endpoint, model: "gpt-5.5", token: "t-one\n" })).toMatchObject({ bearerToken: "t-one", wireApi: "responses" });
    expect(foundryStaticProvider({ endpoint, model: "gpt-5.5", token: "t-one\n" })).not.toHaveProperty("bearerTokenProvider");
  });

  it.each([
    ["Bearer t-one", "token-bearer-prefix"],
    ["", "token-missing"],
    [undefined, "token-missing"],
    ["0123456789abcdef0123456789abcdef", "token-api-key"],
  ])("refuses %j", (token, code) => {
    expect(() => foundryStaticProvider({ endpoint, model: "gpt-5.5", token })).toThrowError(expect.objectContaining({ code }));
  });
});

describe("the callback", () => {
  function given(options: Partial<FoundryProviderOptions> = {}) {
    const clock = manualClock();
    const calls: string[] = [];
    let refusing = false;
    const credential: TokenCredential = {
      async getToken() {
        calls.push(`t-${calls.length + 1}`);
        if (refusing) throw new Error("AADSTS7000222");
        return { token: calls.at(-1) ?? "", expiresOnTimestamp: clock.now() + hour };
      },
    };
    const provider = foundryProvider({ endpoint, model: "gpt-5.5", clock, credential: tokenSource({ credential, scope: "https://ai.azure.com/.default", clock }), ...options });
    const ask = (sessionId: string) => provider.bearerTokenProvider?.({ providerName: "default", sessionId });
    return { clock, calls, ask, refuse: (yes: boolean) => void (refusing = yes) };
  }

  it("renews the token once when the runtime comes back a second later, as it does after a 401", async () => {
    const { ask, clock } = given();
    expect(await ask("a")).toBe("t-1");
    clock.advance(1_100);
    expect(await ask("a")).toBe("t-2");
    clock.advance(1_000);
    expect(await ask("a"), "a fresh token is not renewed again").toBe("t-2");
  });

  it.each([
    ["tool rounds that follow at once", "a", 300],
    ["the next prompt", "a", 8_000],
    ["another session", "b", 1_100],
  ])("keeps the token for %s", async (_, session, pause) => {
    const { ask, clock } = given();
    await ask("a");
    clock.advance(pause);
    expect(await ask(session)).toBe("t-1");
  });

  it("leaves the token alone where somebody else watches for a 401", async () => {
    const { ask, clock } = given({ renewOnRepeat: false });
    await ask("a");
    clock.advance(1_100);
    expect(await ask("a")).toBe("t-1");
  });

  it("does not ask a refusing identity service at each of the runtime's six attempts", async () => {
    const { ask, clock, calls, refuse } = given();
    refuse(true);
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await expect(ask("a")).rejects.toMatchObject({ code: "token-refused", evidence: { causeId: "secret-expired" } });
      clock.advance(1_000);
    }
    expect(calls).toHaveLength(1);
    refuse(false);
    clock.advance(3_000);
    expect(await ask("a")).toBe("t-2");
  });
});

import { inspect } from "node:util";
import OpenAI from "openai";
import type { Sandbox } from "@copilot-entra/sandbox";
import { afterEach, describe, expect, it, vi } from "vitest";
import { foundryOpenAIOptions, type FoundryOpenAIOptions } from "../src/openai.ts";
import type { TokenCredential } from "../src/token-source.ts";
import { leaks } from "./child.ts";
import { freshSandbox, identityOf } from "./stage.ts";

const model = "gpt-5.5";
const messages = [{ role: "user" as const, content: "Hello" }];

let sandbox: Sandbox;
afterEach(() => vi.unstubAllEnvs());

/** A client at the sandbox's plain door, and the headers of what it sent. */
async function open(fault?: string, options: Partial<FoundryOpenAIOptions> = {}) {
  sandbox = await freshSandbox(fault);
  const sent: Headers[] = [];
  const client = new OpenAI(
    foundryOpenAIOptions({
      endpoint: `${sandbox.urls.plain}/contoso.openai.azure.com`,
      credential: identityOf(sandbox),
      scope: sandbox.env.FOUNDRY_SCOPE,
      fetch: (input, init) => (sent.push(new Headers(init?.headers)), fetch(input, init)),
      ...options,
    }),
  );
  return { client, sent };
}

const asked = () => sandbox.requests.filter((request) => request.part === "foundry");

async function refusal(promise: PromiseLike<unknown>): Promise<Error & { status?: number; code?: string; cause?: unknown }> {
  const error: unknown = await Promise.resolve(promise).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error("Expected a refusal.");
  expect(leaks(sandbox, inspect(error, { depth: 20, showHidden: true }))).toEqual([]);
  return error;
}

describe("answers", () => {
  it("responses and chat completions, plain and streamed, on the versionless route with one token", async () => {
    const { client } = await open();
    expect((await client.responses.create({ model, input: "Hello" })).output_text).toMatch(/^Hello from contoso, request 1/);
    expect((await client.chat.completions.create({ model, messages })).choices[0]?.message.content).toMatch(/^Hello from contoso, request 2/);
    let text = "";
    for await (const event of await client.responses.create({ model, input: "Hello", stream: true })) if (event.type === "response.output_text.delta") text += event.delta;
    expect(text).toMatch(/^Hello from contoso, request 3/);
    text = "";
    for await (const chunk of await client.chat.completions.create({ model, messages, stream: true })) text += chunk.choices[0]?.delta.content ?? "";
    expect(text).toMatch(/^Hello from contoso, request 4/);
    expect(asked().map((request) => new URL(request.url).search)).toEqual(["", "", "", ""]);
    expect(sandbox.requests.filter((request) => request.part === "managed-identity")).toHaveLength(1);
  });
});

describe("the environment", () => {
  it("neither redirects the token nor reaches Azure", async () => {
    const variables = {
      OPENAI_BASE_URL: "https://elsewhere.example/v1",
      OPENAI_API_KEY: "env-key-1234",
      OPENAI_ADMIN_KEY: "env-admin-1234",
      OPENAI_ORG_ID: "env-org-1234",
      OPENAI_PROJECT_ID: "env-project-1234",
      OPENAI_CUSTOM_HEADERS: "X-Custom: env-custom-1234\nAuthorization: Bearer env-token-1234\napi-key: env-key-1234",
      AZURE_OPENAI_API_KEY: "env-azure-1234",
    };
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    const { client, sent } = await open();
    await client.responses.create({ model, input: "Hello" });
    const headers = [...(sent[0] ?? [])];
    expect(JSON.stringify(headers)).not.toMatch(/env-\w+-1234/);
    expect(headers.map(([name]) => name)).not.toContain("api-key");
    expect(asked()[0]).toMatchObject({ status: 200, authorization: expect.stringMatching(/^Bearer /) });
  });

  it("the token is for one origin", async () => {
    const { client, sent } = await open(undefined, { maxRetries: 0 });
    expect(await refusal(client.get("https://elsewhere.example/v1/models"))).toMatchObject({ cause: { code: "endpoint-untrusted-host" } });
    expect(sent).toEqual([]);
  });
});

describe("refusals", () => {
  it.each<[fault: string, expected: Record<string, unknown>, attempts?: number]>([
    ["rbac-no-data-role", { status: 401, code: "PermissionDenied", message: expect.stringContaining("lacks the required data action") }],
    ["token-wrong-audience", { status: 401, message: expect.stringContaining("audience is incorrect") }, 2],
    ["deployment-not-found", { status: 404, code: "DeploymentNotFound" }],
    ["wire-html", { status: 502, code: "web-page" }],
  ])("%s shows the service's own text", async (fault, expected, attempts = 1) => {
    const { client } = await open(fault);
    expect(await refusal(client.responses.create({ model: sandbox.env.FOUNDRY_MODEL ?? model, input: "Hello" }))).toMatchObject(expected);
    expect(asked()).toHaveLength(attempts);
  });

  it("a 401 is healed by a renewed token, once", async () => {
    let first: Awaited<ReturnType<TokenCredential["getToken"]>> | undefined;
    const credential: TokenCredential = { getToken: async (scope) => (first ??= await identityOf(sandbox).getToken(scope)), renew: async () => identityOf(sandbox) };
    const { client } = await open("wire-401-once", { credential });
    expect((await client.responses.create({ model, input: "Hello" })).output_text).toMatch(/^Hello/);
    expect(asked().map((request) => request.status)).toEqual([401, 200]);
    expect(new Set(asked().map((request) => request.authorization)).size).toBe(2);
  });

  it("a missing role is not answered with another token", async () => {
    const { client } = await open("rbac-no-data-role");
    await refusal(client.responses.create({ model, input: "Hello" }));
    expect(sandbox.requests.filter((request) => request.part === "managed-identity")).toHaveLength(1);
  });
});

describe("waiting", () => {
  it("a pause of a day is not kept: the 429 comes back at once", async () => {
    const { client } = await open("wire-429-retry-after-long");
    expect(await refusal(client.responses.create({ model, input: "Hello" }))).toMatchObject({ status: 429 });
    expect(asked()).toHaveLength(1);
  });

  it("a short pause is kept", async () => {
    const { client } = await open("wire-429-retry-after");
    expect((await client.responses.create({ model, input: "Hello" })).output_text).toMatch(/^Hello/);
    expect(asked().map((request) => request.status)).toEqual([429, 200]);
  });

  it("a service that hangs is given up", async () => {
    const { client } = await open("wire-hang", { timeout: 300, maxRetries: 0 });
    expect(await refusal(client.responses.create({ model, input: "Hello" }))).toMatchObject({ message: "Request timed out." });
  });

  it("an identity that hangs is given up, once", async () => {
    const { client } = await open("wire-hang-identity", { tokenTimeout: 300 });
    expect(await refusal(client.responses.create({ model, input: "Hello" }))).toMatchObject({ cause: { code: "token-timeout", evidence: { milliseconds: 300 } } });
    expect(asked()).toEqual([]);
  });
});

it("a stream that is cut is a failure", async () => {
  const { client } = await open("wire-cut-stream");
  const read = async () => {
    for await (const _ of await client.responses.create({ model, input: "Hello", stream: true }));
  };
  expect(await refusal(read())).toMatchObject({ code: "stream-incomplete" });
});

import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { roleId } from "../src/roles/built-in.ts";
import { ids } from "../src/seed.ts";
import type { Properties } from "../src/world.ts";
import { openStage, type Answered, type Ask, type Stage } from "./stage.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});

beforeEach(() => stage.reset());

const host = "https://contoso.openai.azure.com";
const messages = [
  { role: "system", content: "Be kind." },
  { role: "user", content: "Hello" },
  { role: "assistant", content: "Hello" },
  { role: "user", content: [{ type: "input_text", text: "And now?" }] },
];
const post = (path: string, body: Properties, request: Ask = {}): Promise<Answered> => stage.ask(`${host}${path}`, { body, ...request });

/** The events of a stream: each `data:` line's JSON, or its text. */
function events({ text }: Answered): Properties[] {
  return [...text.matchAll(/^data: (.*)$/gm)].map(([, data = ""]) => (data.startsWith("{") ? (JSON.parse(data) as Properties) : { data }));
}

describe("Responses", () => {
  it("answers with its number and the count of user texts", async () => {
    const { status, headers, body } = await post("/openai/v1/responses", { model: "gpt-5.5", input: messages });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      object: "response",
      status: "completed",
      model: "gpt-5.5",
      output: [{ type: "message", role: "assistant", content: [{ type: "output_text", text: "Hello from contoso, request 1, 2 user texts." }] }],
    });
    expect(headers).toMatchObject({ "x-ms-region": "swedencentral", "x-ratelimit-limit-requests": "50" });
    expect(headers["apim-request-id"]).toBeDefined();
  });

  it("counts only what it answered", async () => {
    await post("/openai/v1/responses", { model: "none", input: "Hello" });
    await post("/openai/v1/chat/completions", { model: "gpt-5.5", messages });
    expect((await post("/openai/v1/responses", { model: "gpt-5.5", input: "Hello" })).text).toContain("request 2, 1 user texts.");
  });

  it("streams the events that clients wait for, numbered, named and complete", async () => {
    const answer = await post("/openai/v1/responses", { model: "gpt-5.5", input: "Hello", stream: true });
    const seen = events(answer);
    const kinds = seen.map(({ type }) => type);
    expect(kinds.filter((kind, index) => kind !== kinds[index - 1])).toEqual([
      "response.created",
      "response.in_progress",
      "response.output_item.added",
      "response.content_part.added",
      "response.output_text.delta",
      "response.output_text.done",
      "response.content_part.done",
      "response.output_item.done",
      "response.completed",
    ]);
    expect(seen.map(({ sequence_number: number }) => number)).toEqual(seen.map((_, index) => index));
    expect(seen.map(({ delta }) => (typeof delta === "string" ? delta : "")).join("")).toBe("Hello from contoso, request 1, 1 user texts.");
    expect([...answer.text.matchAll(/^event: (.*)$/gm)].map(([, name]) => name)).toEqual(kinds);
    expect(seen.at(-1)).toMatchObject({ response: { status: "completed", usage: { output_tokens: 11 } } });
  });

  it("keeps a response unless told not to, continues from it, and deletes it", async () => {
    const first = (await post("/openai/v1/responses", { model: "gpt-5.5", input: "Hello" })).body as unknown as { id: string };
    const second = await post("/openai/v1/responses", { model: "gpt-5.5", input: "And now?", previous_response_id: first.id });
    expect(second.text).toContain("request 2, 2 user texts.");
    const url = `${host}/openai/v1/responses/${first.id}`;
    expect((await stage.ask(url)).body).toMatchObject({ id: first.id });
    expect((await stage.ask(url, { method: "DELETE" })).body).toMatchObject({ deleted: true });
    expect((await stage.ask(url)).status).toBe(404);
    const gone = await post("/openai/v1/responses", { model: "gpt-5.5", input: "And now?", previous_response_id: first.id });
    expect(gone.body.error?.code).toBe("previous_response_not_found");
    const unkept = (await post("/openai/v1/responses", { model: "gpt-5.5", input: "Hello", store: false })).body as unknown as { id: string };
    expect((await stage.ask(`${host}/openai/v1/responses/${unkept.id}`)).status).toBe(404);
  });

  it.each([
    ["on the classic path", "/openai/responses?api-version=2025-04-01-preview"],
    ["with the word preview as its version", "/openai/v1/responses?api-version=preview"],
  ])("answers %s", async (_, path) => {
    expect((await post(path, { model: "gpt-5.5", input: "Hello" })).status).toBe(200);
  });

  it.each(["contoso.openai.azure.com", "contoso.cognitiveservices.azure.com", "contoso.services.ai.azure.com"])("answers at %s", async (name) => {
    expect((await stage.ask(`https://${name}/openai/v1/responses`, { body: { model: "gpt-5.5", input: "Hello" } })).status).toBe(200);
  });

  it("keeps it for the classic path too", async () => {
    const made = (await post("/openai/responses?api-version=2025-04-01-preview", { model: "gpt-5.5", input: "Hello" })).body as unknown as { id: string };
    const url = (version: string): string => `${host}/openai/responses/${made.id}?api-version=${version}`;
    expect((await stage.ask(url("2024-10-21"))).body.error?.message).toMatch(/enabled only for api-version/);
    expect((await stage.ask(url("2025-04-01-preview"))).body).toMatchObject({ id: made.id });
    expect((await stage.ask(url("2025-04-01-preview"), { method: "DELETE" })).body).toMatchObject({ deleted: true });
  });

  it("wants input", async () => {
    expect((await post("/openai/v1/responses", { model: "gpt-5.5" })).body.error?.message).toBe("Missing required parameter: 'input'.");
  });
});

describe("chat completions", () => {
  it.each(["/openai/v1/chat/completions", "/openai/deployments/gpt-5.5/chat/completions?api-version=2024-10-21"])("answers %s", async (path) => {
    const { status, body } = await post(path, { model: "gpt-5.5", messages });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      object: "chat.completion",
      model: "gpt-5.5-2026-04-24",
      choices: [{ finish_reason: "stop", message: { role: "assistant", content: "Hello from contoso, request 1, 2 user texts." } }],
      prompt_filter_results: [{ prompt_index: 0 }],
    });
  });

  it("takes the deployment of a classic path before the model of the body", async () => {
    expect((await post("/openai/deployments/gpt-4.1-mini/chat/completions?api-version=2024-10-21", { model: "none", messages })).status).toBe(200);
  });

  it("streams as Azure does: a chunk without choices first, usage when asked for, [DONE] last", async () => {
    const seen = events(await post("/openai/v1/chat/completions", { model: "gpt-5.5", messages, stream: true, stream_options: { include_usage: true } }));
    expect(seen[0]).toMatchObject({ choices: [], prompt_filter_results: [{ prompt_index: 0 }] });
    expect(seen.at(-3)).toMatchObject({ choices: [{ finish_reason: "stop" }] });
    expect(seen.at(-2)).toMatchObject({ choices: [], usage: { completion_tokens: 11 } });
    expect(seen.at(-1)).toEqual({ data: "[DONE]" });
    const text = seen.flatMap((chunk) => (chunk["choices"] as { delta: { content?: string } }[] | undefined) ?? []).map(({ delta }) => delta.content ?? "");
    expect(text.join("")).toBe("Hello from contoso, request 1, 2 user texts.");
  });
});

describe("embeddings and models", () => {
  it.each(["/openai/v1/embeddings", "/openai/deployments/text-embedding-3-small/embeddings?api-version=2024-10-21"])("embeds at %s", async (path) => {
    const ask = async (more: Properties): Promise<unknown[]> => {
      const { body } = await post(path, { model: "text-embedding-3-small", input: ["Hello", "Goodbye"], ...more });
      return (body as unknown as { data: { embedding: unknown }[] }).data.map(({ embedding }) => embedding);
    };
    const [floats, other] = (await ask({})) as number[][];
    expect(floats).toHaveLength(1536);
    expect(other).not.toEqual(floats);
    expect(Math.hypot(...(floats ?? []))).toBeCloseTo(1);
    const [encoded] = (await ask({ encoding_format: "base64" })) as string[];
    const bytes = Buffer.from(encoded ?? "", "base64");
    expect(bytes.length).toBe(1536 * 4);
    expect(bytes.readFloatLE(0)).toBeCloseTo(floats?.[0] ?? 0, 6);
    expect(((await ask({ dimensions: 8 }))[0] as number[]).length).toBe(8);
  });

  it.each(["/openai/v1/models", "/openai/models?api-version=2024-10-21"])("lists base models, not deployments, at %s", async (path) => {
    const { body } = await stage.ask(`${host}${path}`);
    const names = (body as unknown as { data: { id: string }[] }).data.map(({ id }) => id);
    expect(names).toContain("gpt-5.5-2026-04-24");
    expect(names).not.toContain("gpt-5.5");
  });

  it("shows one model", async () => {
    expect((await stage.ask(`${host}/openai/v1/models/gpt-4o-2024-11-20`)).body).toMatchObject({ object: "model" });
    expect((await stage.ask(`${host}/openai/v1/models/none`)).status).toBe(404);
  });
});

describe("projects", () => {
  beforeEach(() => {
    const at = stage.world.clock.now();
    stage.world.roleAssignments.push({ name: "p", scope: ids.accountId, roleDefinitionId: roleId.foundryUser, principalId: ids.systemIdentityPrincipal, principalType: "ServicePrincipal", createdAt: at, effectiveAt: at });
  });

  const project = "https://contoso.services.ai.azure.com/api/projects/demo/openai/v1";

  it.each([
    ["responses", { model: "gpt-5.5", input: "Hello" }],
    ["chat/completions", { model: "gpt-5.5", messages }],
  ])("answer %s", async (path, body) => {
    expect((await stage.ask(`${project}/${path}`, { body })).status).toBe(200);
  });

  it("list models", async () => {
    expect((await stage.ask(`${project}/models`)).status).toBe(200);
  });
});

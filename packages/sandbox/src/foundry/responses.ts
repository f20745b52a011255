import { json, type SandboxResponse } from "../app.ts";
import type { KeptResponse, Properties } from "../world.ts";
import { eventStream, idOf, nextAnswer, pieces, seconds } from "./answer.ts";
import { serviceError } from "./error.ts";
import { countTokens, countUserTexts } from "./input.ts";
import type { AuthorizedCall } from "./operation.ts";

/** Creates a response: whole, or as the Responses API's events when the body says `stream`. */
export function createResponse(call: AuthorizedCall): SandboxResponse {
  const { body, world } = call;
  const kept = (world.keptResponses ??= new Map());
  const previousId = body["previous_response_id"];
  const previous = typeof previousId === "string" ? kept.get(previousId) : undefined;
  const refused = inputRefusal(call, previous);
  if (refused !== undefined) return refused;
  const userTexts = (previous?.userTexts ?? 0) + countUserTexts(body["input"]);
  const { number, text } = nextAnswer(call, userTexts);
  const item = message(idOf("msg", number), text);
  const done = responseObject(call, idOf("resp", number), "completed", [item], text);
  if (body["store"] !== false) kept.set(String(done["id"]), { account: call.account.name, body: done, userTexts });
  return body["stream"] === true ? eventStream(events(done, item, text)) : json(200, done);
}

/** The service refuses input that is missing, an unknown earlier response, and encrypted reasoning of models that do not reason. */
function inputRefusal({ body, deployment }: AuthorizedCall, previous: KeptResponse | undefined): SandboxResponse | undefined {
  const { input, previous_response_id: previousId, include } = body;
  const invalid = { type: "invalid_request_error" };
  if (typeof input !== "string" && !Array.isArray(input)) return serviceError(400, "missing_required_parameter", "Missing required parameter: 'input'.", { ...invalid, param: "input" });
  if (typeof previousId === "string" && previous === undefined) {
    return serviceError(400, "previous_response_not_found", `Previous response with id '${previousId}' not found.`, { ...invalid, param: "previous_response_id" });
  }
  const encrypted = Array.isArray(include) && include.includes("reasoning.encrypted_content");
  if (!encrypted || !/^gpt-(?:4|35)/.test(deployment?.model.name ?? "")) return undefined;
  return serviceError(400, "BadRequest", "Encrypted content is not supported with this model.", { ...invalid, param: "include" });
}

/** Reads back a kept response. */
export function getResponse(call: AuthorizedCall): SandboxResponse {
  return onKept(call, (kept) => json(200, kept.body));
}

/** Deletes a kept response. */
export function deleteResponse(call: AuthorizedCall): SandboxResponse {
  return onKept(call, (_, id) => {
    call.world.keptResponses?.delete(id);
    return json(200, { id, object: "response.deleted", deleted: true });
  });
}

function onKept(call: AuthorizedCall, handle: (kept: KeptResponse, id: string) => SandboxResponse): SandboxResponse {
  const id = call.params["response"] ?? "";
  const kept = call.world.keptResponses?.get(id);
  if (kept !== undefined && kept.account === call.account.name) return handle(kept, id);
  return serviceError(404, "not_found", `Response with id '${id}' not found.`, { type: "invalid_request_error", param: null });
}

function message(id: string, text: string): Properties {
  return { id, type: "message", status: "completed", role: "assistant", content: [textPart(text)] };
}

function textPart(text: string): Properties {
  return { type: "output_text", annotations: [], logprobs: [], text };
}

function responseObject(call: AuthorizedCall, id: string, status: string, output: Properties[], text: string): Properties {
  const { body, deployment } = call;
  const [input, spent] = [countTokens(body["input"]), countTokens(text)];
  return {
    id,
    object: "response",
    created_at: seconds(call),
    status,
    background: false,
    error: null,
    incomplete_details: null,
    instructions: body["instructions"] ?? null,
    max_output_tokens: body["max_output_tokens"] ?? null,
    model: deployment?.name,
    output,
    parallel_tool_calls: body["parallel_tool_calls"] ?? true,
    previous_response_id: body["previous_response_id"] ?? null,
    reasoning: body["reasoning"] ?? { effort: null, summary: null },
    store: body["store"] ?? true,
    temperature: body["temperature"] ?? 1,
    text: body["text"] ?? { format: { type: "text" } },
    tool_choice: body["tool_choice"] ?? "auto",
    tools: body["tools"] ?? [],
    top_p: body["top_p"] ?? 1,
    truncation: "disabled",
    usage: { input_tokens: input, input_tokens_details: { cached_tokens: 0 }, output_tokens: spent, output_tokens_details: { reasoning_tokens: 0 }, total_tokens: input + spent },
    user: null,
    metadata: body["metadata"] ?? {},
  };
}

/** The events of one text answer, in the API's order, numbered from 0. */
function events(done: Properties, item: Properties, text: string): Properties[] {
  const started = { ...done, status: "in_progress", output: [], usage: null };
  const at = { output_index: 0, item_id: item["id"], content_index: 0 };
  const sequence: Properties[] = [
    { type: "response.created", response: started },
    { type: "response.in_progress", response: started },
    { type: "response.output_item.added", output_index: 0, item: { ...item, status: "in_progress", content: [] } },
    { type: "response.content_part.added", ...at, part: textPart("") },
    ...pieces(text).map((delta) => ({ type: "response.output_text.delta", ...at, delta, logprobs: [] })),
    { type: "response.output_text.done", ...at, text, logprobs: [] },
    { type: "response.content_part.done", ...at, part: textPart(text) },
    { type: "response.output_item.done", output_index: 0, item },
    { type: "response.completed", response: done },
  ];
  return sequence.map((event, index) => ({ ...event, sequence_number: index }));
}

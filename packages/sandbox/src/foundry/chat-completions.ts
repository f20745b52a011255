import { json, type SandboxResponse } from "../app.ts";
import type { Properties } from "../world.ts";
import { eventStream, idOf, nextAnswer, pieces, seconds } from "./answer.ts";
import { serviceError } from "./error.ts";
import { countTokens, countUserTexts } from "./input.ts";
import type { AuthorizedCall } from "./operation.ts";

const unfiltered = { hate: { filtered: false, severity: "safe" }, self_harm: { filtered: false, severity: "safe" }, sexual: { filtered: false, severity: "safe" }, violence: { filtered: false, severity: "safe" } };

/** Creates a chat completion: whole, or in chunks that end in `[DONE]`. */
export function createChatCompletion(call: AuthorizedCall): SandboxResponse {
  const { body } = call;
  if (!Array.isArray(body["messages"])) return serviceError(400, "missing_required_parameter", "Missing required parameter: 'messages'.", { type: "invalid_request_error", param: "messages" });
  const { number, text } = nextAnswer(call, countUserTexts(body["messages"]));
  const head = { id: idOf("chatcmpl", number).replace("_", "-"), created: seconds(call), model: modelName(call), system_fingerprint: "fp_contoso" };
  const [input, spent] = [countTokens(body["messages"]), countTokens(text)];
  const usage = { prompt_tokens: input, completion_tokens: spent, total_tokens: input + spent, prompt_tokens_details: { cached_tokens: 0 }, completion_tokens_details: { reasoning_tokens: 0 } };
  if (body["stream"] === true) return eventStream(chunks(call, head, text, usage), "[DONE]");
  const choice = { index: 0, finish_reason: "stop", logprobs: null, message: { role: "assistant", content: text, refusal: null, annotations: [] }, content_filter_results: unfiltered };
  return json(200, { ...head, object: "chat.completion", choices: [choice], usage, prompt_filter_results: [{ prompt_index: 0, content_filter_results: unfiltered }] });
}

/** Azure's stream: first a chunk without choices, then the text, then the reason, then the usage if asked for. */
function chunks({ body }: AuthorizedCall, head: Properties, text: string, usage: Properties): Properties[] {
  const options = body["stream_options"] as Properties | undefined;
  const wanted = options?.["include_usage"] === true;
  const chunk = (choices: Properties[], more: Properties = {}): Properties => ({ ...head, object: "chat.completion.chunk", choices, ...(wanted ? { usage: null } : {}), ...more });
  const choice = (delta: Properties, reason: string | null = null): Properties => ({ index: 0, delta, finish_reason: reason, logprobs: null, content_filter_results: reason === null ? unfiltered : {} });
  return [
    chunk([], { id: "", created: 0, model: "", prompt_filter_results: [{ prompt_index: 0, content_filter_results: unfiltered }] }),
    chunk([choice({ role: "assistant", content: "", refusal: null })]),
    ...pieces(text).map((content) => chunk([choice({ content })])),
    chunk([choice({}, "stop")]),
    ...(wanted ? [chunk([], { usage })] : []),
  ];
}

/** The model and its version, which is what the service returns, not the deployment's name. */
function modelName({ deployment }: AuthorizedCall): string {
  return deployment === undefined ? "" : `${deployment.model.name}-${deployment.model.version}`;
}

import type { EndpointSetting, SettingsFact } from "../facts/settings.ts";

/** A request as the application would send it, cut down to what costs least. */
export interface SampleRequest {
  method: "GET" | "POST";
  url: string;
  body?: string;
}

const prompt = "ping";

/** The list of models, which costs nothing. Undefined where the endpoint has no such list. */
export function modelsRequest(endpoint: EndpointSetting): SampleRequest | undefined {
  const { apiVersion, origin, baseUrl, kind } = endpoint;
  if (apiVersion === undefined) return { method: "GET", url: `${baseUrl}/models` };
  return kind === "project" ? undefined : { method: "GET", url: `${origin}/openai/models?api-version=${encodeURIComponent(apiVersion)}` };
}

/** One short answer of the model over the same path and API as the application: the v1 API, or the dated one when the endpoint names a version. */
export function inferenceRequest(endpoint: EndpointSetting, wireApi: SettingsFact["wireApi"], model: string): SampleRequest {
  const { apiVersion, origin, baseUrl } = endpoint;
  const version = apiVersion === undefined ? "" : `?api-version=${encodeURIComponent(apiVersion)}`;
  if (wireApi === "responses") {
    const url = version === "" ? `${baseUrl}/responses` : `${origin}/openai/responses${version}`;
    // 16 is the least that the service takes.
    return { method: "POST", url, body: JSON.stringify({ model, input: prompt, max_output_tokens: 16, store: false }) };
  }
  const url = version === "" ? `${baseUrl}/chat/completions` : `${origin}/openai/deployments/${encodeURIComponent(model)}/chat/completions${version}`;
  return { method: "POST", url, body: JSON.stringify({ model, messages: [{ role: "user", content: prompt }], max_completion_tokens: 16 }) };
}

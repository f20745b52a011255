import { flag, multioption, option, optional, positional } from "cmd-ts";
import type { Type } from "cmd-ts";
import { credentialKinds } from "../environment/chain.ts";
import type { CredentialKind } from "../environment/chain.ts";
import { dnsServer, duration, guid, host, ids, resourceId, tenant, text, word } from "./option-types.ts";

const optionOf = <T>(long: string, type: Type<string, T>, description: string) => option({ long, type: optional(type), description });
const flagOf = (long: string, description: string) => flag({ long, description });

const all = <T>(type: Type<string, T>): Type<string[], T[]> => ({
  from: async (values) => Promise.all(values.map((value) => type.from(value))),
  defaultValue: () => [],
  ...(type.displayName === undefined ? {} : { displayName: type.displayName }),
});

/** The endpoint as the one argument. */
export const endpointArgument = {
  endpoint: positional({ type: optional(text), displayName: "ENDPOINT", description: "URL of the resource or project; else FOUNDRY_RESOURCE_URL, AZURE_AI_FOUNDRY_RESOURCE_URL or AZURE_OPENAI_ENDPOINT" }),
};

const kinds = Object.keys(credentialKinds) as CredentialKind[];
const file = { ...text, displayName: "file" };

/** What is called, and as whom. */
export const targetOptions = {
  model: optionOf("model", text, "deployment's name; else FOUNDRY_MODEL or AZURE_OPENAI_DEPLOYMENT"),
  scope: optionOf("scope", text, "scope to ask a token for; else the one that fits the endpoint"),
  credential: optionOf("credential", { ...word(...kinds), displayName: "kind" }, `credential to use; default: as the app would (DefaultAzureCredential with AZURE_TOKEN_CREDENTIALS). Kinds: ${kinds.join(", ")}`),
  tenant: optionOf("tenant", tenant, "tenant to sign in to; else AZURE_TENANT_ID"),
  clientId: optionOf("client-id", guid, "app or user-assigned identity; else AZURE_CLIENT_ID"),
  subscription: optionOf("subscription", guid, "subscription to look for the account in"),
  resourceId: optionOf("resource-id", resourceId, "the account's id, so that nobody has to look for it"),
  cloud: optionOf("cloud", { ...text, displayName: "cloud" }, "public, usgov, china, or a JSON file that describes another cloud"),
  wireApi: optionOf("wire-api", word("responses", "completions"), "API that the app calls (default: responses)"),
  trustHost: multioption({ long: "trust-host", type: all(host), description: "one more host that may see the token; can be given more than once" }),
};

/** How to ask. */
export const askOptions = {
  timeout: optionOf("timeout", duration, "deadline of one request (default: 10s)"),
  offline: flagOf("offline", "ask nobody; judge by what is set here"),
  noInference: flagOf("no-inference", "do not call the model"),
  dnsServer: optionOf("dns-server", dnsServer, "DNS server to ask for the endpoint's name"),
};

/** How to answer. */
export const outputOptions = {
  format: optionOf("format", word("text", "json", "markdown", "junit"), "text (default), json, markdown or junit"),
  output: optionOf("output", file, "file to write the answer to, instead of stdout"),
  unredacted: flagOf("unredacted", "show ids and user names in full; tokens and secrets never"),
  verbose: flagOf("verbose", "show what passed in detail, too"),
  noColor: flagOf("no-color", "no colours"),
  debug: flagOf("debug", "show the stack of an internal error"),
};

/** Which checks, how long, and what is kept. */
export const runOptions = {
  only: multioption({ long: "only", type: all(ids), description: "run only these checks or groups" }),
  skip: multioption({ long: "skip", type: all(ids), description: "leave these checks or groups out" }),
  failOn: optionOf("fail-on", word("warn", "fail", "never"), "from which result on the exit code is 1 (default: fail)"),
  save: optionOf("save", file, "file to write the facts to, redacted: a support bundle"),
  from: optionOf("from", file, "facts file to judge, instead of asking anyone"),
  wait: optionOf("wait", duration, "ask again until it is healthy, as long as only roles or the data plane stand in the way"),
};

/** Object id whose rights are asked for. */
export const principalOption = { principal: optionOf("principal", guid, "object id of a principal, instead of the token's own") };

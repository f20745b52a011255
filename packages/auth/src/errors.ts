/** What each error code carries besides its sentence. `given` is what was handed in, without secrets; `write` is what to write instead. */
export interface ErrorEvidence {
  "endpoint-missing": { write: string };
  "endpoint-placeholder": { given: string; write: string };
  "endpoint-not-a-url": { given: string; write: string };
  "endpoint-insecure": { given: string; write: string };
  "endpoint-holds-secret": { part: string; write: string };
  "endpoint-portal": { given: string; write: string };
  "endpoint-resource-id": { given: string; write: string };
  "endpoint-regional": { given: string; write: string };
  "endpoint-no-resource": { given: string; write: string };
  "endpoint-wrong-service": { given: string; service: string; write: string };
  "endpoint-untrusted-host": { host: string; write: string };
  "endpoint-wrong-port": { given: string; write: string };
  "endpoint-unknown-path": { given: string; path: string; write: string };
  "scope-malformed": { given: string; write: string };
  "token-missing": { received: string };
  "token-bearer-prefix": { length: number };
  "token-control-character": { position: number; character: string };
  "token-json": { length: number };
  "token-quoted": { length: number };
  "token-api-key": { length: number; kind: string };
  "token-not-token68": { position: number; length: number };
  "token-timeout": { milliseconds: number };
  aborted: { reason: string };
  "token-refused": { causeId?: string; entraCode?: string; text: string };
  "token-expired": { secondsAgo: number };
  "credential-unknown": { given: string; known: readonly string[] };
  "credential-incomplete": { kind: string; missing: readonly string[] };
  "library-missing": { module: string };
  "model-missing": { write: string };
  "option-invalid": { option: string; expected: string };
  "service-refused": ServiceRefusal;
  "answer-missing": { reason: string };
  "answer-timeout": { milliseconds: number };
  "stream-incomplete": { reason: string };
  "conversation-closed": { id: string };
}

/** What the model's service said when it refused, as far as it got through the SDK. */
export interface ServiceRefusal {
  /** HTTP status; absent when no answer came. */
  status?: number;
  /** The service's own code, for instance `PermissionDenied`. */
  code?: string;
  /** The service's own text, without tokens. */
  text: string;
  /** Root cause by the project's ids; absent when code and text don't tell. */
  causeId?: string;
  /** Requests that failed before the runtime gave up. */
  attempts?: number;
}

/** Every code that a {@link FoundryAuthError} can have. */
export type FoundryAuthErrorCode = keyof ErrorEvidence;

const sentences: { [C in FoundryAuthErrorCode]: (evidence: ErrorEvidence[C]) => string } = {
  "endpoint-missing": (e) => `The endpoint is empty. Expected the URL of the resource. Write ${e.write}.`,
  "endpoint-placeholder": (e) => `The endpoint "${e.given}" holds a placeholder or the text of an unset variable. Expected the URL of the resource. Write ${e.write}.`,
  "endpoint-not-a-url": (e) => `The endpoint "${e.given}" is not a URL. Expected the URL of the resource. Write ${e.write}.`,
  "endpoint-insecure": (e) => `The endpoint "${e.given}" would carry the token without TLS. Expected https. Write ${e.write}.`,
  "endpoint-holds-secret": (e) => `The endpoint holds a secret in its ${e.part}. Expected a URL without credentials. Write ${e.write}.`,
  "endpoint-portal": (e) => `The endpoint "${e.given}" is a web page. Expected the endpoint shown on the resource's overview page. Write ${e.write}.`,
  "endpoint-resource-id": (e) => `The endpoint "${e.given}" is a resource id. Expected the URL of the resource. Write ${e.write}.`,
  "endpoint-regional": (e) => `The endpoint "${e.given}" is a regional one, which takes keys only. Expected the resource's own host, which it has once it has a custom subdomain. Write ${e.write}.`,
  "endpoint-no-resource": (e) => `The endpoint "${e.given}" names no resource. Expected the resource's subdomain before the host suffix. Write ${e.write}.`,
  "endpoint-wrong-service": (e) => `The endpoint "${e.given}" belongs to ${e.service}. Expected an Azure OpenAI or Foundry endpoint. Write ${e.write}.`,
  "endpoint-untrusted-host": (e) => `The host "${e.host}" is not one of Azure's model hosts, so a token will not be sent there. Expected a host of a known cloud. Write ${e.write}.`,
  "endpoint-wrong-port": (e) => `The endpoint "${e.given}" names a port that Azure does not serve. Expected port 443. Write ${e.write}.`,
  "endpoint-unknown-path": (e) => `The path "${e.path}" is no model route. Expected the resource URL, a path that begins with /openai, or a project path. Write ${e.write}.`,
  "scope-malformed": (e) => `The scope "${e.given}" is malformed. Expected a resource followed by /.default. Write ${e.write}.`,
  "token-missing": (e) => `The token is missing: ${e.received} was received. Expected the text of an Entra access token. Check the credential or callback that returns it.`,
  "token-bearer-prefix": () => `The token begins with "Bearer". Expected the bare token. Remove the prefix; the SDK adds it.`,
  "token-control-character": (e) => `The token holds a control character (${e.character}) at position ${e.position}. Expected one line without control characters. Check how it was read.`,
  "token-json": () => `The token is a JSON document. Expected its accessToken field alone. Take the field, for instance with --query accessToken -o tsv.`,
  "token-quoted": () => `The token is in quotation marks. Expected the bare token. Remove the marks, for instance with -o tsv.`,
  "token-api-key": (e) => `The token is ${e.kind}. Expected an Entra access token. Ask a credential for it; a key is no token.`,
  "token-not-token68": (e) => `The token holds a character at position ${e.position} that no token has. Expected letters, digits and ._~+/=- only. Check how it was read.`,
  "token-timeout": (e) => `The credential gave no token within ${e.milliseconds} ms. Expected an answer by then. Check the identity endpoint or raise the timeout.`,
  aborted: (e) => `The wait was cancelled: ${e.reason}.`,
  "token-refused": (e) => `The credential gave no token. ${e.text}`,
  "token-expired": (e) => `The credential returned a token that expired ${e.secondsAgo} seconds ago. Expected a valid token. Check the clock of this machine.`,
  "credential-unknown": (e) => `The credential kind "${e.given}" is not known. Expected one of ${e.known.join(", ")}.`,
  "credential-incomplete": (e) => `The credential ${e.kind} lacks ${e.missing.join(" and ")}. Set what is missing, or pass it as an option.`,
  "library-missing": (e) => `The module ${e.module} could not be loaded. Expected it among the dependencies. Install it beside this package.`,
  "model-missing": (e) => `No model was named, and the runtime would ask for a model that Azure does not have. Expected the name of a deployment. Write ${e.write}.`,
  "option-invalid": (e) => `The option ${e.option} is invalid. Expected ${e.expected}.`,
  "service-refused": (e) => [`The model's service refused`, e.status ? ` with HTTP ${e.status}` : "", e.code ? ` (${e.code})` : "", `: ${e.text || "it gave no text."}`].join(""),
  "answer-missing": (e) => `The session gave no answer: ${e.reason}.`,
  "answer-timeout": (e) => `No answer came within ${e.milliseconds} ms. A hung token request or waiting after HTTP 429 can be the reason. Raise the timeout above 65000 ms to see which.`,
  "stream-incomplete": (e) => `The answer's stream ${e.reason}. Expected its end mark. What came before may be cut off; ask again.`,
  "conversation-closed": (e) => `The conversation ${e.id} is closed. Open a new one, or resume it by its id.`,
};

/**
 * The one error class of this package: a stable `code`, typed `evidence`, and a sentence that never holds a token.
 * Narrow with `error.code` on {@link AnyFoundryAuthError}.
 */
export class FoundryAuthError<C extends FoundryAuthErrorCode = FoundryAuthErrorCode> extends Error {
  override readonly name = "FoundryAuthError";
  readonly code: C;
  readonly evidence: ErrorEvidence[C];

  constructor(code: C, evidence: ErrorEvidence[C], options?: { cause?: Error | undefined }) {
    super(sentences[code](evidence), options?.cause ? { cause: options.cause } : undefined);
    this.code = code;
    this.evidence = evidence;
  }
}

/** A {@link FoundryAuthError} whose `evidence` narrows with its `code`. */
export type AnyFoundryAuthError = { [C in FoundryAuthErrorCode]: FoundryAuthError<C> }[FoundryAuthErrorCode];

/** Whether a value is a {@link FoundryAuthError}, of this or another copy of the package. */
export function isFoundryAuthError(value: unknown): value is AnyFoundryAuthError {
  return value instanceof Error && value.name === "FoundryAuthError" && "code" in value && "evidence" in value;
}

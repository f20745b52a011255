import { causeIdOf, entraCodeIn } from "./cause-id.ts";
import { FoundryAuthError, type ServiceRefusal } from "./errors.ts";
import { redactTokens } from "./token-text.ts";

/** The parts of the SDK's `model.call_failure` event that say what the service answered. */
export interface CallFailure {
  readonly statusCode?: number | undefined;
  /** A JSON text: the service's `error` object, or a sentence that begins with the status. */
  readonly errorMessage?: string | undefined;
}

/** The parts of the SDK's `session.error` event. */
export interface SessionFailure {
  readonly message: string;
  readonly statusCode?: number | undefined;
}

/** How the runtime begins the text of a failure that was the token callback's. */
export const tokenRequestFailed = "Provider token request failed";

/**
 * Reads what the service said out of the SDK's events. The runtime keeps the service's own code and text only in `model.call_failure`;
 * what `sendAndWait` throws names variables that SDK sessions ignore. Pure.
 *
 * @returns an error of code `token-refused` when it was the token callback that failed, `service-refused` otherwise.
 */
export function serviceRefusal(failures: readonly CallFailure[], failure: SessionFailure, redact: (text: string) => string = redactTokens): FoundryAuthError<"service-refused"> | FoundryAuthError<"token-refused"> {
  const last = failures.at(-1);
  const said = last?.errorMessage === undefined ? { text: failure.message } : parsed(last.errorMessage);
  const text = redact(said.text || failure.message);
  const callback = /Provider token request failed: (?:Request providerToken\.getToken failed with message: )?([\s\S]*)/.exec(text)?.[1];
  const status = last?.statusCode ?? failure.statusCode;
  const causeId = causeIdOf({ status, code: said.code, text: callback ?? text });
  if (callback !== undefined) {
    const entraCode = entraCodeIn(callback);
    return new FoundryAuthError("token-refused", { text: callback.replace(/^The credential gave no token\. /, ""), ...(entraCode !== undefined && { entraCode }), ...(causeId !== undefined && { causeId }) });
  }
  const refusal: ServiceRefusal = {
    ...(status !== undefined && { status }),
    ...(said.code !== undefined && { code: redact(said.code) }),
    text,
    ...(causeId !== undefined && { causeId }),
    ...(failures.length > 0 && { attempts: failures.length }),
  };
  return new FoundryAuthError("service-refused", refusal);
}

function parsed(errorMessage: string): { code?: string; text: string } {
  let value: unknown;
  try {
    value = JSON.parse(errorMessage);
  } catch {
    return { text: errorMessage };
  }
  if (typeof value === "string") return { text: value.replace(/^\d{3} (?=\S)/, "") };
  if (typeof value !== "object" || value === null) return { text: errorMessage };
  const { code, message, error } = value as { code?: unknown; message?: unknown; error?: unknown };
  if (typeof error === "object" && error !== null) return parsed(JSON.stringify(error));
  const text = typeof message === "string" ? message : errorMessage;
  return code === undefined || code === null ? { text } : { code: typeof code === "string" ? code : JSON.stringify(code), text };
}

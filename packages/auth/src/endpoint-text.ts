import { clouds, isLoopback } from "./cloud.ts";
import { FoundryAuthError } from "./errors.ts";

/** What was put right in the text before it became a URL. */
export type TextCorrection = "blanks-removed" | "quotes-removed" | "scheme-added" | "fragment-dropped";

const example = `https://RESOURCE-NAME.${clouds.public.hosts.openai}`;

/** Query values and fragments may be secrets, and long texts are no help. */
function shown(text: string): string {
  const bare = text.replace(/[?#].*$/s, "").replace(/[^\x20-\x7E]/g, "?").replace(/\/\/[^/@]*@/, "//");
  return bare.length > 120 ? `${bare.slice(0, 117)}...` : bare;
}

/**
 * Makes a URL of what people put into a variable: blanks, quotation marks, a missing scheme.
 * @throws {FoundryAuthError} `endpoint-missing`, `endpoint-placeholder`, `endpoint-resource-id`, `endpoint-not-a-url` or `endpoint-holds-secret`.
 */
export function endpointText(text: string | undefined): { url: URL; corrections: TextCorrection[] } {
  const corrections: TextCorrection[] = [];
  let rest = (text ?? "").replace(/^\uFEFF/, "");
  const trimmed = rest.trim();
  if (trimmed !== rest) corrections.push("blanks-removed");
  rest = trimmed.replace(/^(["'`<])(.*)(["'`>])$/s, "$2").trim();
  if (rest !== trimmed) corrections.push("quotes-removed");
  if (rest === "") throw new FoundryAuthError("endpoint-missing", { write: example });
  if (isPlaceholder(rest)) throw new FoundryAuthError("endpoint-placeholder", { given: shown(rest), write: example });

  const account = /\/providers\/Microsoft\.CognitiveServices\/accounts\/([^/?#]+)/i.exec(decoded(rest))?.[1];
  if (rest.startsWith("/subscriptions/") || (account && /^https?:\/\/(management|portal|ai|oai)\./i.test(rest))) {
    const write = account ? `https://${account.toLowerCase()}.${clouds.public.hosts.openai}, if that is its custom subdomain` : example;
    throw new FoundryAuthError("endpoint-resource-id", { given: shown(rest), write });
  }
  if (/[\s\p{Cc}]/u.test(rest)) throw new FoundryAuthError("endpoint-not-a-url", { given: shown(rest), write: example });
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(rest)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    rest = withScheme(rest);
    corrections.push("scheme-added");
  } else if (scheme !== "https" && scheme !== "http") {
    throw new FoundryAuthError("endpoint-not-a-url", { given: shown(rest), write: example });
  }
  if (!URL.canParse(rest)) throw new FoundryAuthError("endpoint-not-a-url", { given: shown(rest), write: example });

  const url = new URL(rest);
  if (url.username !== "" || url.password !== "") {
    throw new FoundryAuthError("endpoint-holds-secret", { part: "user name or password", write: `${url.protocol}//${url.host}` });
  }
  const secret = [...url.searchParams.keys()].find((name) => /key$|token|secret|^sig$|^code$/i.test(name));
  if (secret !== undefined) throw new FoundryAuthError("endpoint-holds-secret", { part: "query", write: url.origin });
  if (url.hash !== "") corrections.push("fragment-dropped");
  if (!url.hostname.includes(".") && !isLoopback(url.hostname) && !url.hostname.startsWith("[")) {
    throw new FoundryAuthError("endpoint-not-a-url", { given: shown(rest), write: `https://${url.hostname}.${clouds.public.hosts.openai}, if that is the resource's name` });
  }
  return { url, corrections };
}

/** Texts of unset variables, unexpanded templates and examples that nobody filled in. */
function isPlaceholder(text: string): boolean {
  const bare = text.replace(/^https?:\/\//i, "");
  return (
    /^(undefined|null|none|nan|true|false)([./:]|$)/i.test(bare) ||
    /\[object |\$\{|\$\(|\$env:|%[A-Z_]+%|\{\{|[<>{}]/i.test(text) ||
    /^your[-_]/i.test(bare) ||
    /^(resource|account)[-_]?name\b/i.test(bare) ||
    /\.\.\.|…/.test(text)
  );
}

function withScheme(text: string): string {
  const bare = text.replace(/^\/+/, "");
  const host = /^(\[[^\]]*\]|[^/:?#]*)/.exec(bare)?.[1] ?? "";
  return `${isLoopback(host) ? "http" : "https"}://${bare}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

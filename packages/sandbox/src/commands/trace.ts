import type { RequestRecord } from "../record.ts";

/** One line about a request, without secrets: what was asked, how it was answered, and what an error said. */
export function traceLine({ method, url, status, answer }: RequestRecord): string {
  const said = answer === undefined ? "" : `  ${answer.replaceAll(/\s+/g, " ").slice(0, 300)}`;
  return `entra-sandbox: ${method} ${url} ${status === 0 ? "(no answer)" : status}${said}\n`;
}

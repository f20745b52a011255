import { createHash } from "node:crypto";

/**
 * Puts a content security policy into a page: everything from the site itself, no connection at all, and only
 * the inline scripts that the page was built with. What a reader pastes can therefore not leave the page.
 *
 * @see https://www.w3.org/TR/CSP3/
 */
export function withContentSecurityPolicy(html: string): string {
  const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)]
    .filter((match) => !match[0].includes('type="application/json"'))
    .map((match) => `'sha256-${createHash("sha256").update(match[1] ?? "").digest("base64")}'`);
  const policy = [
    "default-src 'self'",
    // VitePress evaluates the search's word splitter from the site's own settings; that is what 'unsafe-eval' is for.
    `script-src 'self' 'unsafe-eval' ${[...new Set(inline)].join(" ")}`.trim(),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return html.replace("<head>", `<head>\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`);
}

/** Just what is used of a markdown-it instance. */
interface MarkdownIt {
  options: { highlight?: ((code: string, language: string, attributes: string) => string) | null | undefined };
}

/**
 * Colours each piece of code once: the same one stands on an English and a Chinese page, in a guide and on the pages
 * of several causes, and colouring is what a build takes most of its time for.
 */
export function highlightOnce(md: MarkdownIt): void {
  const { highlight } = md.options;
  if (!highlight) return;
  const done = new Map<string, string>();
  md.options.highlight = (code, language, attributes) => {
    const key = [language, attributes, code].join("\n");
    const html = done.get(key) ?? highlight(code, language, attributes);
    done.set(key, html);
    return html;
  };
}

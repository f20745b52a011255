import type { MarkdownEnv } from "vitepress";

/** Just what is used of a markdown-it instance. */
interface MarkdownIt<Highlight> {
  options: { highlight?: Highlight | null | undefined };
  render(source: string, env: MarkdownEnv): string;
}

/**
 * What the search index gets of a page: its HTML without coloured code, the codes of a cause in the title, where they
 * count most, and nothing of a page that asks to be left out.
 */
export function searchedText<Highlight>(source: string, env: MarkdownEnv, md: MarkdownIt<Highlight>): string {
  const { highlight } = md.options;
  // Colouring takes half the time of a build, and the index drops it.
  md.options.highlight = null;
  try {
    const html = md.render(source, env);
    return env.frontmatter?.["search"] === false ? "" : withCodes(html, env.frontmatter?.["codes"]);
  } finally {
    md.options.highlight = highlight;
  }
}

function withCodes(html: string, codes: unknown): string {
  if (!Array.isArray(codes) || codes.length === 0) return html;
  return html.replace(/(<h1[^>]*>)([\s\S]*?)(\s*<a)/, (_all, open: string, title: string, link: string) => `${open}${title} · ${codes.join(" ")}${link}`);
}

/**
 * What the search index gets of a page: its HTML, the codes of a cause in the title, where they count most,
 * and nothing of a page that asks to be left out.
 */
export function searchedText(html: string, frontmatter: Record<string, unknown> | undefined): string {
  if (frontmatter?.search === false) return "";
  const codes = frontmatter?.codes;
  if (!Array.isArray(codes) || codes.length === 0) return html;
  return html.replace(/(<h1[^>]*>)([\s\S]*?)(\s*<a)/, (_all, open: string, title: string, link: string) => `${open}${title} · ${codes.join(" ")}${link}`);
}

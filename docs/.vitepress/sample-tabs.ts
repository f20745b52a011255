import type { MarkdownRenderer } from "vitepress";
import { languages, read, regionsOf, sourceOf, withoutMarkers } from "../build/samples.mjs";

/**
 * Expands a line `@sample basic#credential` (or `@sample basic` for the whole file) into tabs with the same region of
 * every language that has the sample. A region that one of them lacks stops the build: VitePress' own import would
 * silently show the whole file.
 */
export function sampleTabs(md: MarkdownRenderer): void {
  md.core.ruler.before("normalize", "sample-tabs", (state) => {
    state.src = expandSamples(state.src);
  });
}

/** The expansion itself, from Markdown to Markdown. */
export function expandSamples(markdown: string): string {
  return markdown.replace(/^@sample ([\w-]+)(?:#([\w-]+))?[ \t]*$/gm, (_line, sample: string, region: string | undefined) => {
    const tabs = languages.flatMap(({ id, label, fence }) => {
      const path = sourceOf(id, sample);
      if (!path) return [];
      return [`== ${label}\n\n\`\`\`\`${fence}\n${codeOf(path, region)}\n\`\`\`\`\n`];
    });
    if (tabs.length === 0) throw new Error(`No language has the sample "${sample}", which a page shows`);
    return `:::tabs language\n${tabs.join("\n")}\n:::`;
  });
}

function codeOf(path: string, region: string | undefined): string {
  const text = read(path);
  const regions = regionsOf(text, path);
  if (region === undefined) return withoutMarkers(text);
  const found = regions.get(region);
  if (!found) throw new Error(`${path} has no region "${region}", which a page shows`);
  return found.code;
}

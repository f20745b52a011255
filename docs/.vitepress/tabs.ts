import type { MarkdownRenderer } from "vitepress";

/**
 * Turns `:::tabs GROUP`, panels that each begin with `== LABEL`, and a closing `:::` into the component `TabGroup`.
 * All groups of one name on the whole site show the same label.
 */
export function tabs(md: MarkdownRenderer): void {
  md.core.ruler.before("normalize", "tabs", (state) => {
    state.src = expandTabs(state.src);
  });
}

/** The expansion itself, from Markdown to Markdown. Lines in code fences are left alone. */
export function expandTabs(markdown: string): string {
  const lines: string[] = [];
  let open: { group: string; panels: { label: string; lines: string[] }[] } | undefined;
  let fence: string | undefined;
  for (const line of markdown.split(/\r?\n/)) {
    const panel = open?.panels.at(-1);
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence)) fence = undefined;
    } else if (mark !== undefined) fence = mark;
    else {
      const group = /^:::tabs (\w+)\s*$/.exec(line)?.[1];
      const label = /^== (.+)$/.exec(line)?.[1];
      if (group !== undefined) {
        open = { group, panels: [] };
        continue;
      }
      if (open && label !== undefined) {
        open.panels.push({ label: label.trim(), lines: [] });
        continue;
      }
      if (open && /^:::\s*$/.test(line)) {
        lines.push(...component(open.group, open.panels));
        open = undefined;
        continue;
      }
    }
    (panel?.lines ?? lines).push(line);
  }
  if (open) throw new Error(`A group of tabs (${open.group}) is never closed`);
  return lines.join("\n");
}

function component(group: string, panels: readonly { label: string; lines: readonly string[] }[]): string[] {
  const labels = panels.map(({ label }) => `'${label.replace(/'/g, "\\'")}'`).join(", ").replace(/"/g, "&quot;");
  return [
    `<TabGroup group="${group}" :labels="[${labels}]">`,
    ...panels.flatMap((panel, index) => [`<template #panel-${index}>`, "", ...panel.lines, "", "</template>"]),
    "</TabGroup>",
    "",
  ];
}

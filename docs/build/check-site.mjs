// Checks the rendered site: every link and anchor lands, no marker reached the page, nothing points to a foreign host by itself.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const dist = join(dirname(dirname(fileURLToPath(import.meta.url))), ".vitepress", "dist");
const base = process.env.DOCS_BASE ?? "/";

/** @returns {string[]} one sentence for each problem */
export function checkSite() {
  const pages = new Map(htmlBelow(dist).map((path) => [relative(dist, path).split(sep).join("/"), readFileSync(path, "utf8")]));
  return [...pages].flatMap(([page, html]) => [...linkProblems(page, html, pages), ...textProblems(page, html), ...headProblems(page, html)]);
}

function linkProblems(page, html, pages) {
  return [...html.matchAll(/<a\s[^>]*?href="([^"]+)"/g)].flatMap(([, href]) => {
    const link = href.replaceAll("&amp;", "&");
    if (/^(?:https?:|mailto:|vscode:)/.test(link)) return [];
    const [path, hash] = (link.startsWith(base) ? `/${link.slice(base.length)}` : link).split("#");
    const target = path === "" ? page : fileFor(posix.join("/", path.startsWith("/") ? path : posix.join(posix.dirname(page), path)).slice(1), pages);
    if (target === undefined) return existsSync(join(dist, path)) ? [] : [`${page} links to ${link}, which is not there`];
    if (!hash || hash === "") return [];
    const id = decodeURIComponent(hash);
    return pages.get(target).includes(`id="${id}"`) ? [] : [`${page} links to ${link}, but ${target} has no such heading`];
  });
}

function fileFor(path, pages) {
  return [path, `${path}.html`, `${path}index.html`, `${path}/index.html`].find((one) => pages.has(one));
}

function textProblems(page, html) {
  const problems = [];
  const body = html.replace(/<script[\s\S]*?<\/script>/g, "");
  const text = body.replace(/<[^>]+>/g, "");
  // The specification speaks about markers.
  if (page !== "samples/spec.html" && /(?:\/\/|#)\s*#?(?:end)?region\b/.test(text)) problems.push(`${page} shows a region marker`);
  if (/^@sample\b/m.test(text)) problems.push(`${page} shows an unexpanded @sample line`);
  if (/<(?:script|img|link|iframe|source|video)\s[^>]*(?:src|href)="(?:https?:)?\/\//.test(html)) problems.push(`${page} loads something from another host`);
  return problems;
}

function headProblems(page, html) {
  if (page === "404.html") return [];
  const problems = [];
  const lang = /<html[^>]*\slang="([^"]*)"/.exec(html)?.[1];
  const wanted = page.startsWith("zh/") ? "zh-CN" : "en";
  if (lang !== wanted) problems.push(`${page} says lang="${lang}", expected "${wanted}"`);
  if (!/<title>[^<]{3,}<\/title>/.test(html)) problems.push(`${page} has no title`);
  if (!/<meta name="description" content="[^"]{20,}"/.test(html)) problems.push(`${page} has no description of its own`);
  if (!/<meta http-equiv="Content-Security-Policy"/.test(html)) problems.push(`${page} has no content security policy`);
  const levels = [...html.matchAll(/<h([1-6])\s[^>]*id="/g)].map(([, level]) => Number(level));
  levels.forEach((level, index) => {
    if (index > 0 && level > levels[index - 1] + 1) problems.push(`${page} jumps from a level ${levels[index - 1]} heading to level ${level}`);
  });
  return problems;
}

function htmlBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return htmlBelow(join(folder, entry.name));
    return entry.name.endsWith(".html") ? [join(folder, entry.name)] : [];
  });
}

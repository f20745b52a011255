import { computed } from "vue";
import { useData } from "vitepress";
import type { ComputedRef } from "vue";
import { pages } from "../navigation.ts";

interface Link {
  text: string;
  link: string;
}

const inBoth = new Set(["/", ...pages.filter((page) => page.zh !== undefined).map((page) => page.path)]);

/**
 * Links to the other languages, in place of the theme's: to the same page where it exists there, else to the start.
 */
export function useLangs({ correspondingLink = false } = {}): { localeLinks: ComputedRef<Link[]>; currentLang: ComputedRef<{ label: string | undefined; link: string }> } {
  const { site, localeIndex, page, hash } = useData();
  const rootOf = (key: string): string => (key === "root" ? "/" : `/${key}/`);
  const currentLang = computed(() => ({ label: site.value.locales[localeIndex.value]?.label, link: rootOf(localeIndex.value) }));
  const localeLinks = computed(() => {
    const path = `/${page.value.relativePath}`.replace(/^\/zh\//, "/").replace(/(^|\/)index\.md$/, "$1").replace(/\.md$/, "");
    return Object.entries(site.value.locales)
      .filter(([key]) => key !== localeIndex.value)
      .map(([key, { label }]) => ({ text: label, link: correspondingLink && inBoth.has(path) ? `${rootOf(key).slice(0, -1)}${path}${hash.value}` : rootOf(key) }));
  });
  return { localeLinks, currentLang };
}

import { fileURLToPath } from "node:url";
import { defineConfig } from "vitepress";
import { withContentSecurityPolicy } from "./content-security-policy.ts";
import { highlightOnce } from "./highlight-once.ts";
import { sampleTabs } from "./sample-tabs.ts";
import { sequenceDiagrams } from "./sequence-diagram.ts";
import { searchedText } from "./search-text.ts";
import { tabs } from "./tabs.ts";
import { english, chinese } from "./navigation.ts";

/** Where the site stands on its host, with a slash at both ends. */
const base = process.env["DOCS_BASE"] ?? "/";

export default defineConfig({
  title: "copilot-entra",
  description: "Keyless AI on Azure: Copilot SDK and OpenAI clients with Microsoft Entra ID, and the cause when sign-in fails",
  base,
  cleanUrls: true,
  head: [["link", { rel: "icon", href: `${base}icon.svg`, type: "image/svg+xml" }]],
  lastUpdated: false,
  srcExclude: ["**/README.md", "test/**", "build/**", "generated/**", "examples/**"],
  // A dead page link fails the build; anchors are checked by build/check-site.mjs.
  ignoreDeadLinks: false,
  transformHtml: (html) => withContentSecurityPolicy(html),
  markdown: {
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    config(md) {
      highlightOnce(md);
      sampleTabs(md);
      tabs(md);
      sequenceDiagrams(md);
    },
  },
  themeConfig: {
    outline: { level: [2, 3] },
    search: {
      provider: "local",
      options: {
        _render: searchedText,
        miniSearch: {
          options: {
            // This function is sent to the page as text, so it may lean on nothing outside itself.
            tokenize: (text: string) =>
              [...new Intl.Segmenter("zh", { granularity: "word" }).segment(text)].filter((segment) => segment.isWordLike).map((segment) => segment.segment.toLowerCase()),
          },
          // A word with a digit is a code: a near one is another one. These functions are sent as text, too.
          searchOptions: { fuzzy: (word: string) => (/\d/.test(word) ? false : 0.15), prefix: true, boost: { title: 4, text: 2 } },
        },
        locales: {
          zh: {
            translations: {
              button: { buttonText: "搜索", buttonAriaLabel: "搜索" },
              modal: {
                displayDetails: "显示详细列表",
                resetButtonTitle: "清除",
                backButtonTitle: "返回",
                noResultsText: "没有结果",
                footer: { selectText: "选择", navigateText: "切换", closeText: "关闭" },
              },
            },
          },
        },
      },
    },
  },
  locales: {
    root: { label: "English", lang: "en", ...english },
    zh: { label: "简体中文", lang: "zh-CN", link: "/zh/", ...chinese },
  },
  vite: {
    build: { chunkSizeWarningLimit: 1500 },
    // The theme's own links to the other language lead to pages that may not exist; ours know which do.
    resolve: { alias: [{ find: /^\.\.?\/composables\/langs$/, replacement: fileURLToPath(new URL("./theme/language-links.ts", import.meta.url)) }] },
  },
});

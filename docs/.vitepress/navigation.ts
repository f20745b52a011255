/** The pages of the site, once: path, English title, Chinese title. Both side bars are made from it. */
interface Page {
  path: string;
  en: string;
  zh?: string;
}

interface Section {
  en: string;
  zh: string;
  pages: Page[];
}

const sections: Section[] = [
  {
    en: "Guides",
    zh: "指南",
    pages: [
      { path: "/guides/start", en: "Start here", zh: "从这里开始" },
      { path: "/guides/basic", en: "Basic use", zh: "基本用法" },
      { path: "/guides/token-refresh", en: "Token refresh", zh: "令牌刷新" },
      { path: "/guides/token-provider", en: "Token provider", zh: "令牌提供程序" },
      { path: "/guides/openai-clients", en: "OpenAI clients", zh: "OpenAI 客户端" },
      { path: "/guides/control-plane", en: "Control plane", zh: "控制平面" },
      { path: "/guides/from-keys", en: "Migrating from keys", zh: "从密钥迁移" },
      { path: "/guides/failure-behaviour", en: "What the SDKs do when it fails", zh: "失败时 SDK 的行为" },
    ],
  },
  {
    en: "Where it runs",
    zh: "运行环境",
    pages: [
      { path: "/guides/environment-variables", en: "Environment variables", zh: "环境变量" },
      { path: "/guides/credentials", en: "Ten credential kinds", zh: "十种凭据" },
      { path: "/guides/local-development", en: "Local development", zh: "本地开发" },
      { path: "/guides/azure-hosted", en: "Hosted in Azure", zh: "托管在 Azure" },
      { path: "/guides/aks", en: "AKS", zh: "AKS" },
      { path: "/guides/github-actions", en: "GitHub Actions", zh: "GitHub Actions" },
    ],
  },
  {
    en: "Access",
    zh: "访问权限",
    pages: [
      { path: "/guides/scopes-and-audiences", en: "Scopes and audiences", zh: "作用域与受众" },
      { path: "/guides/roles", en: "Roles", zh: "角色" },
      { path: "/guides/network", en: "Network", zh: "网络" },
      { path: "/guides/sovereign-clouds", en: "Sovereign clouds", zh: "主权云" },
    ],
  },
  {
    en: "Troubleshooting",
    zh: "疑难解答",
    pages: [
      { path: "/troubleshooting/", en: "From symptom to cause", zh: "从症状到原因" },
      { path: "/troubleshooting/paste", en: "Paste your error", zh: "粘贴你的错误" },
      { path: "/causes/", en: "All causes" },
    ],
  },
  {
    en: "Samples",
    zh: "示例",
    pages: [
      { path: "/samples/", en: "All samples", zh: "全部示例" },
      { path: "/samples/basic", en: "basic", zh: "basic" },
      { path: "/samples/token-refresh", en: "token-refresh", zh: "token-refresh" },
      { path: "/samples/token-provider", en: "token-provider", zh: "token-provider" },
      { path: "/samples/with-auth", en: "with-auth", zh: "with-auth" },
      { path: "/samples/openai-client", en: "openai-client", zh: "openai-client" },
      { path: "/samples/classic", en: "classic", zh: "classic" },
      { path: "/samples/list-models", en: "list-models", zh: "list-models" },
      { path: "/samples/credentials", en: "credentials", zh: "credentials" },
      { path: "/samples/spec", en: "What all of them do" },
    ],
  },
  {
    en: "Reference",
    zh: "参考",
    pages: [
      { path: "/reference/entra-doctor", en: "entra-doctor" },
      { path: "/reference/json", en: "Reports as JSON" },
      { path: "/reference/auth", en: "@copilot-entra/auth" },
      { path: "/reference/entra-sandbox", en: "entra-sandbox" },
      { path: "/reference/snippets", en: "Snippets for other sites" },
    ],
  },
];

export const english = {
  themeConfig: {
    nav: [
      { text: "Guides", link: "/guides/start" },
      { text: "Troubleshooting", link: "/troubleshooting/" },
      { text: "Samples", link: "/samples/" },
      { text: "Reference", link: "/reference/entra-doctor" },
    ],
    sidebar: sections.map((section) => ({ text: section.en, items: section.pages.map((page) => ({ text: page.en, link: page.path })) })),
  },
};

export const chinese = {
  themeConfig: {
    nav: [
      { text: "指南", link: "/zh/guides/start" },
      { text: "疑难解答", link: "/zh/troubleshooting/" },
      { text: "示例", link: "/zh/samples/" },
      { text: "参考（英文）", link: "/reference/entra-doctor" },
    ],
    sidebar: sections
      .map((section) => ({ text: section.zh, items: section.pages.flatMap((page) => (page.zh ? [{ text: page.zh, link: `/zh${page.path}` }] : [])) }))
      .filter((section) => section.items.length > 0),
    outline: { level: [2, 3] as [number, number], label: "本页内容" },
    docFooter: { prev: "上一页", next: "下一页" },
    darkModeSwitchLabel: "外观",
    sidebarMenuLabel: "菜单",
    returnToTopLabel: "返回顶部",
    langMenuLabel: "切换语言",
    lightModeSwitchTitle: "切换到浅色模式",
    darkModeSwitchTitle: "切换到深色模式",
    skipToContentLabel: "跳转到内容",
  },
};

/** Pages that the side bars name, per language, for the tests. */
export const pages = sections.flatMap((section) => section.pages);

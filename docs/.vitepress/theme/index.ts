import DefaultTheme from "vitepress/theme-without-fonts";
import type { Theme } from "vitepress";
import TabGroup from "./TabGroup.vue";
import "./style.css";

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component("TabGroup", TabGroup);
  },
} satisfies Theme;

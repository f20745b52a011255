declare module "*.vue" {
  import type { Component } from "vue";
  const component: Component;
  // oxlint-disable-next-line import/no-default-export -- what a single-file component is
  export default component;
}

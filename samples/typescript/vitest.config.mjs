export { default } from "@copilot-entra/clauses/vitest";

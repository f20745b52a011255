export { default } from "@copilot-entra/conformance/vitest";

import { conformance } from "@copilot-entra/conformance/samples";

await conformance("java");

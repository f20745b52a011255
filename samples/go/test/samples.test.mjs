import { conformance } from "@copilot-entra/clauses/conformance";

await conformance("go");

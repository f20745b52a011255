// `npm run pictures`: draws the pictures of README and docs anew, each from a real run in a sandbox.
import { drawAll } from "@copilot-entra/conformance/pictures";

await drawAll();

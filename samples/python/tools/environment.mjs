// The virtual environment of the Python samples: made once per set of requirements, outside the checkout.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { interpreterOf, pythonEnvironment } from "../../../scripts/python-environment.mjs";

/** samples/python. */
export const folder = dirname(dirname(fileURLToPath(import.meta.url)));

/** What the samples are installed from, and what they are checked with. */
const requirements = ["basic/requirements.txt", "openai-client/requirements.txt", "list-models/requirements.txt", "requirements-dev.txt"];

/**
 * Makes the environment when it is not there yet.
 * @returns {string} the interpreter in it
 */
export const ensureEnvironment = () => interpreterOf(pythonEnvironment("python", requirements.map((name) => join(folder, name))));

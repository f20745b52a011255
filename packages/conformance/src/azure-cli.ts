import { join } from "node:path";
import { repository } from "@copilot-entra/clauses";
import { findPython, programsOf, pythonEnvironment } from "../../../scripts/python-environment.mjs";

/**
 * The real Azure CLI, pinned by hash, in an environment of its own outside the checkout.
 *
 * @returns the folder to put first on PATH, or why there is none
 */
export function azureCli(): { folder: string } | { missing: string } {
  if (!findPython()) return { missing: "the real Azure CLI needs Python: install Python 3.11 or newer" };
  return { folder: programsOf(pythonEnvironment("azure-cli", [join(repository, "packages", "conformance", "azure-cli", "requirements.txt")])) };
}

// Where build caches live: outside the checkout, so that the next clean clone finds them warm.
import { homedir } from "node:os";
import { join } from "node:path";

/**
 * The operating system's own cache folder for this project; `COPILOT_ENTRA_CACHE` names another.
 * @returns {string} an absolute path that may not exist yet
 */
export function cacheFolder() {
  const { COPILOT_ENTRA_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (COPILOT_ENTRA_CACHE) return COPILOT_ENTRA_CACHE;
  if (process.platform === "win32" && LOCALAPPDATA) return join(LOCALAPPDATA, "copilot-entra");
  if (process.platform === "darwin") return join(homedir(), "Library", "Caches", "copilot-entra");
  return join(XDG_CACHE_HOME || join(homedir(), ".cache"), "copilot-entra");
}

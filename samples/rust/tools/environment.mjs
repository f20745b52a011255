// What compiling the Rust samples needs, and where it is kept.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cacheFolder } from "../../../scripts/cache-folder.mjs";
import { firstLine } from "../../../scripts/sample-build.mjs";

/** samples/rust. */
export const folder = fileURLToPath(new URL("..", import.meta.url));

/** Variables for cargo: a target folder outside the checkout, which the next clone finds warm. */
export const environment = { CARGO_TARGET_DIR: join(cacheFolder(), "rust-target") };

/**
 * The first thing that is not on this machine, as a sentence that says what to install.
 * @returns {string | undefined}
 */
export function missing() {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(firstLine("cargo", ["--version"]) ?? "") ?? [];
  if (!(Number(major) === 1 && Number(minor) >= 94)) return "Rust 1.94 or newer is not on PATH: install it with rustup, then run npm test again";
  if (process.platform === "win32" || process.platform === "darwin") return undefined;
  if (firstLine("cc", ["--version"]) === undefined) return "A C compiler, which the Rust samples' dependencies want, is not on PATH: install build-essential or its like, then run npm test again";
  if (firstLine("pkg-config", ["--modversion", "openssl"]) === undefined) return "pkg-config or the headers of OpenSSL, which the Rust SDK's build wants, are missing: install pkg-config and libssl-dev or their like, then run npm test again";
  return undefined;
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const source = fileURLToPath(new URL("../src/", import.meta.url));

/** Every module that a file loads at once, by itself or through others; types and `import()` are not loaded. */
function loadedBy(file: string, seen = new Set<string>()): Set<string> {
  for (const [, target = ""] of readFileSync(join(source, file), "utf8").matchAll(/^(?:import|export) (?!type )[^;]*?from "([^"]+)"/gm)) {
    if (seen.has(target)) continue;
    seen.add(target);
    if (target.startsWith("./")) loadedBy(target, seen);
  }
  return seen;
}

const foreign = (file: string) => [...loadedBy(file)].filter((target) => !target.startsWith("./")).sort();

describe("what an import costs", () => {
  it.each(["cloud.ts", "endpoint.ts", "token-text.ts"])("%s runs in a browser: it loads nothing but its neighbours", (file) => {
    expect(foreign(file)).toEqual([]);
  });

  it("the package loads neither the identity library (0.2 to 0.4 seconds) nor the SDK before they are needed", () => {
    expect(foreign("index.ts")).toEqual(["node:fs/promises"]);
  });
});

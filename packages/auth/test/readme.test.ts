import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createSandbox } from "@copilot-entra/sandbox";
import { expect, it } from "vitest";
import { leaks, runChild } from "./child.ts";

const packageFolder = fileURLToPath(new URL("../", import.meta.url));

it("the README's first example runs as it stands", async () => {
  const [, example = ""] = /```ts\n([\s\S]*?)```/.exec(readFileSync(`${packageFolder}README.md`, "utf8")) ?? [];
  mkdirSync(`${packageFolder}test-results`, { recursive: true });
  writeFileSync(`${packageFolder}test-results/readme.mjs`, example);
  const sandbox = await createSandbox();
  try {
    const result = await runChild(sandbox, "../../test-results/readme.mjs", []);
    expect(result).toMatchObject({ stdout: "Hello from contoso, request 1, 1 user texts.\n", stderr: "", code: 0 });
    expect(leaks(sandbox, JSON.stringify(result))).toEqual([]);
    expect(sandbox.foreign).toEqual([]);
  } finally {
    await sandbox.close();
  }
});

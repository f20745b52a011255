import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { CredentialKind, Sandbox } from "@copilot-entra/sandbox";
import { describe, expect, it } from "vitest";
import { doctor, openSandbox } from "./stage.ts";

const child = fileURLToPath(new URL("./children/library-token.mjs", import.meta.url));

/** What decides about the token in the requests so far: where, how, for which resource, as which client. Telemetry and spelling are left out. */
function asked(sandbox: Sandbox): string[] {
  const telling = ["api-version", "resource", "client_id", "mi_res_id", "clientid", "grant_type", "scope", "client_assertion_type"];
  return sandbox.requests
    .filter(({ part, url, body }) => (part === "tool" ? /token/.test(String(body)) : part === "entra" || part === "managed-identity") && !/well-known|discovery/.test(url))
    .map((request) => {
      if (request.part === "tool") return `${request.url} ${String(request.body)}`;
      const url = new URL(request.url);
      const form = new URLSearchParams(typeof request.body === "string" ? request.body : "");
      const fields = telling.flatMap((name) => {
        const value = url.searchParams.get(name) ?? form.get(name);
        return value === null ? [] : [`${name}=${value}`];
      });
      return [request.method, `${url.host}${url.pathname.replace(/\/+/g, "/").replace(/\/$/, "")}`, ...fields].join(" ");
    });
}

function library(env: Record<string, string | undefined>): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const run = spawn(process.execPath, [child], { env, stdio: "ignore", timeout: 60_000 });
    run.once("error", reject);
    run.once("close", resolve);
  });
}

const kinds: CredentialKind[] = ["managed-identity", "user-assigned-managed-identity", "imds", "arc", "azure-ml", "client-secret", "client-certificate", "workload-identity", "azure-cli", "azure-developer-cli"];

describe("the doctor asks for a token as the app's library does", () => {
  it.each(kinds)("%s", async (credential) => {
    const sandbox = await openSandbox({ credential });
    try {
      const env = sandbox.childEnv();
      expect(await library(env)).toBe(0);
      const theirs = asked(sandbox);
      expect(theirs.length).toBeGreaterThan(0);
      sandbox.reset();
      expect((await doctor(["token", "--acquire"], { env })).code).toBe(0);
      expect([...new Set(asked(sandbox))]).toEqual([...new Set(theirs)]);
    } finally {
      await sandbox.close();
    }
  }, 60_000);
});

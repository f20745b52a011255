import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ReportDocument } from "../src/report/document.ts";
import { doctor, expectSchema, inSandbox } from "./stage.ts";

const limit = 60_000;

describe("token", () => {
  it("--acquire --verify describes the app's own token and checks its signature", async () => {
    await inSandbox({}, async (_sandbox, ask) => {
      const ran = await ask(["token", "--acquire", "--verify", "--endpoint", "https://contoso.openai.azure.com"]);
      expect(ran.code).toBe(0);
      expect(ran.stdout).toMatch(/who {8}a managed identity/);
      expect(ran.stdout).toMatch(/verified with\s+https:\/\/login\.microsoftonline\.com\//);
      const json = await ask(["token", "--acquire", "--verify", "--format", "json"]);
      expectSchema("token", JSON.parse(json.stdout));
    });
  }, limit);

  it("--acquire names the cause when there is no token", async () => {
    await inSandbox({ fault: "identity-not-assigned" }, async (_sandbox, ask) => {
      const ran = await ask(["token", "--acquire"]);
      expect(ran.code).toBe(1);
      expect(ran.stdout).toMatch(/^✗ identity-not-assigned: /);
    });
  }, limit);
});

describe("roles", () => {
  it.each([
    [undefined, 0, "yes", /granted by Cognitive Services OpenAI User at account contoso/],
    ["rbac-role-lacks-data-action", 1, "no", /does not hold this data action/],
    ["rbac-denied", 1, "no", /refused by the deny assignment/],
  ] as const)("with fault %s: exit code %i, %s", async (fault, code, answer, because) => {
    await inSandbox(fault === undefined ? {} : { fault }, async (sandbox, ask) => {
      const ran = await ask(["roles", "--format", "json"]);
      const roles = JSON.parse(ran.stdout) as { dataActions: { action: string; answer: string; because: string[] }[] };
      expectSchema("roles", roles);
      expect([ran.code, roles.dataActions[0]?.action, roles.dataActions[0]?.answer]).toEqual([code, "Microsoft.CognitiveServices/accounts/OpenAI/responses/write", answer]);
      expect(roles.dataActions[0]?.because.join()).toMatch(because);
      const text = (await ask(["roles"])).stdout;
      expect(text).toMatch(because);
      expect(text.includes("\nFix\n")).toBe(code === 1);
      expect(sandbox.requests.filter(({ part }) => part === "foundry")).toEqual([]);
    });
  }, limit);
});

describe("endpoint", () => {
  it.each([
    [undefined, 0, undefined],
    ["network-access-denied", 1, "network-access-denied"],
    ["tls-untrusted-ca", 1, "tls-untrusted-ca"],
    ["dns-name-not-found", 1, "dns-name-not-found"],
    ["custom-subdomain-missing", 1, "custom-subdomain-missing"],
  ] as const)("with fault %s: exit code %i, and nobody is asked for a token", async (fault, code, cause) => {
    await inSandbox(fault === undefined ? {} : { fault }, async (sandbox, ask) => {
      const ran = await ask(["endpoint", "--format", "json"]);
      const report = JSON.parse(ran.stdout) as ReportDocument;
      expectSchema("report", report);
      expect([ran.code, report.rootCause?.cause]).toEqual([code, cause]);
      expect(sandbox.requests.filter(({ part, authorization }) => part === "managed-identity" || part === "entra" || authorization !== undefined)).toEqual([]);
    });
  }, limit);

  it("--dns-server shows where a private endpoint's name leads", async () => {
    await inSandbox({ fault: "private-endpoint-dns" }, async (sandbox, ask) => {
      const ran = await ask(["endpoint", "--dns-server", sandbox.urls.dns, "--verbose"]);
      expect(ran.code).toBe(1);
      expect(ran.stdout).toMatch(/^✗ private-endpoint-dns: /);
      expect(ran.stdout).toContain("privatelink.openai.azure.com");
    });
  }, limit);
});

describe("an interrupted run", () => {
  it("ends with 130, waits for no deadline and leaves no half-written file", async () => {
    const folder = mkdtempSync(join(tmpdir(), "doctor-int-"));
    try {
      await inSandbox({ fault: "wire-hang" }, async (sandbox) => {
        const run = doctor(["check", "--save", join(folder, "facts.json"), "--output", join(folder, "out.json"), "--format", "json", "--timeout", "10m"], {
          env: sandbox.childEnv(),
          started: (kill) => void expect.poll(() => sandbox.tunnels.length, { timeout: 20_000 }).toBeGreaterThan(2).then(kill),
        });
        expect(await run).toMatchObject({ code: 130, stdout: "" });
        expect([readdirSync(folder), existsSync(join(folder, "facts.json"))]).toEqual([[], false]);
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, limit);
});

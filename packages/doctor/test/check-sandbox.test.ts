import { readFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { credentialKinds } from "@copilot-entra/sandbox";
import { afterAll, describe, expect, it } from "vitest";
import type { ReportDocument } from "../src/report/document.ts";
import { doctor, expectSchema, inSandbox } from "./stage.ts";

const folder = mkdtempSync(join(tmpdir(), "doctor-sandbox-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (text: string): ReportDocument => {
  const report = JSON.parse(text) as ReportDocument;
  expectSchema("report", report);
  return report;
};
const limit = 60_000;

describe("a healthy world", () => {
  const kinds = Object.keys(credentialKinds).filter((kind) => kind !== "default") as (keyof typeof credentialKinds)[];
  it.each(kinds)("is healthy without a warning for %s", async (credential) => {
    const asked = ["device-code", "interactive-browser", "federated-credential"].includes(credential) ? ["--credential", credential] : [];
    await inSandbox({ credential }, async (_sandbox, ask) => {
      const ran = await ask(["check", ...asked, "--format", "json"]);
      const report = read(ran.stdout);
      expect({ code: ran.code, outcome: report.outcome, warnings: report.warnings.map(({ check }) => check) }).toEqual({ code: 0, outcome: "healthy", warnings: [] });
    });
  }, limit);
});

const twelve = [
  "rbac-no-data-role", "rbac-role-lacks-data-action", "secret-expired", "secret-wrong", "token-wrong-audience", "tenant-mismatch", "token-expired",
  "identity-not-assigned", "deployment-not-found", "network-access-denied", "custom-subdomain-missing", "tls-untrusted-ca",
];

describe("a broken world", () => {
  it.each([...twelve, "dns-name-not-found", "clock-skew", "wrong-credential-wins", "session-expired", "imds-intercepted", "cert-unusable"])("%s is named as the root cause, with a fix", async (fault) => {
    await inSandbox({ fault }, async (sandbox, ask) => {
      const ran = await ask(["check", "--format", "json"]);
      const report = read(ran.stdout);
      expect([ran.code, report.rootCause?.cause, ran.stderr]).toEqual([1, fault, ""]);
      expect(report.rootCause?.fix.length).toBeGreaterThan(0);
      expect(report.independent).toEqual([]);
      expect(sandbox.requests.filter(({ method }) => !["GET", "POST", "HEAD"].includes(method))).toEqual([]);
    });
  }, limit);

  it("is told in every format, and no format shows a secret", async () => {
    await inSandbox({ fault: "secret-expired" }, async (_sandbox, ask) => {
      const formats = ["text", "json", "markdown", "junit"];
      const runs = await Promise.all(formats.flatMap((format) => [ask(["check", "--format", format]), ask(["check", "--format", format, "--unredacted", "--verbose"])]));
      expect(runs.map(({ code }) => code)).toEqual(runs.map(() => 1));
      for (const { stdout } of runs) expect(stdout).toContain("secret-expired");
    });
  }, limit);
});

describe("facts", () => {
  it("saved in one place are judged the same in another, offline", async () => {
    const path = join(folder, "facts.json");
    const first = await inSandbox({ fault: "rbac-role-lacks-data-action" }, async (sandbox, ask) => {
      const ran = await ask(["check", "--format", "json", "--save", path]);
      const text = readFileSync(path, "utf8");
      expectSchema("facts", JSON.parse(text));
      for (const canary of sandbox.canaries) expect(text.includes(canary)).toBe(false);
      return read(ran.stdout);
    });
    const again = await doctor(["check", "--from", path, "--format", "json"]);
    const second = read(again.stdout);
    expect(again.code).toBe(1);
    const verdicts = (report: ReportDocument): unknown[] => report.results.map(({ id, status, consequenceOf }) => [id, status, consequenceOf]);
    expect(verdicts(second)).toEqual(verdicts(first));
    expect(second.rootCause?.cause).toBe("rbac-role-lacks-data-action");
  }, limit);
});

describe("waiting", () => {
  it("ends as soon as the role has come, with exit code 0", async () => {
    await inSandbox({ fault: "rbac-no-data-role" }, async (sandbox, ask) => {
      const ran = await ask(["check", "--wait", "1m", "--format", "json"], { said: (stderr) => void (stderr.includes("waiting for") && sandbox.heal()) });
      expect(ran.code).toBe(0);
      expect(ran.stderr).toMatch(/waiting for rbac-no-data-role to change/);
      expect(read(ran.stdout).outcome).toBe("healthy");
    });
  }, limit);

  it("does not wait for what no waiting changes", async () => {
    await inSandbox({ fault: "secret-expired" }, async (_sandbox, ask) => {
      expect(await ask(["check", "--wait", "1h", "--format", "json"])).toMatchObject({ code: 1, stderr: "" });
    });
  }, limit);

  it("ends with the same exit codes when the time is over", async () => {
    await inSandbox({ fault: "rbac-no-data-role" }, async (_sandbox, ask) => {
      expect((await ask(["check", "--wait", "500ms"])).code).toBe(1);
    });
  }, limit);
});

describe("an authority that only another language's variable names", () => {
  it("is told from one that nobody trusts", async () => {
    await inSandbox({}, async (sandbox, ask) => {
      const env = { NODE_EXTRA_CA_CERTS: "", SSL_CERT_FILE: sandbox.env["SSL_CERT_FILE"] ?? "" };
      const report = read((await ask(["endpoint", "--format", "json"], { env })).stdout);
      expect(report.rootCause).toMatchObject({ cause: "tls-untrusted-ca", evidence: { variable: "NODE_EXTRA_CA_CERTS" } });
      const nobody = read((await ask(["endpoint", "--format", "json"], { env: { NODE_EXTRA_CA_CERTS: "", SSL_CERT_FILE: "", REQUESTS_CA_BUNDLE: "", CURL_CA_BUNDLE: "" } })).stdout);
      expect(nobody.rootCause).toMatchObject({ cause: "tls-untrusted-ca" });
      expect(nobody.rootCause?.evidence["variable"]).toBeUndefined();
    });
  }, limit);
});

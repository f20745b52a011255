import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openSandbox, repository } from "@copilot-entra/clauses";
import { expect, it } from "vitest";

const folder = join(repository, "samples", "bicep");
const source = readFileSync(join(folder, "main.bicep"), "utf8");
const doctor = readFileSync(join(repository, "packages", "doctor", "src", "fix.ts"), "utf8");

it("the role in samples/bicep is the doctor's role for asking a model, and no other GUID stands there", () => {
  const [, openAiUser] = /openAiUser: \{ id: "([0-9a-f-]{36})"/.exec(doctor) ?? [];
  expect([...source.matchAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)].map(([guid]) => guid)).toEqual([openAiUser]);
});

it("resource types that the doctor's Bicep names too have its api-versions", () => {
  const versions = (text: string) => new Map([...text.matchAll(/'(Microsoft\.[\w./]+)@(\d{4}-\d\d-\d\d(?:-preview)?)'/g)].map(([, type = "", version = ""]) => [type, version] as const));
  const ours = versions(source);
  const shared = [...versions(doctor)].filter(([type]) => ours.has(type));
  expect(shared.length).toBeGreaterThan(0);
  for (const [type, version] of shared) expect(ours.get(type), type).toBe(version);
});

it("the account takes no keys and has a subdomain, and model and version are ones that a region has", async () => {
  expect(source).toMatch(/disableLocalAuth: true/);
  expect(source).toMatch(/customSubDomainName: accountName/);
  const sandbox = await openSandbox();
  const { name, version } = sandbox.world.accounts[0]?.deployments[0]?.model ?? {};
  await sandbox.close();
  expect(source).toContain(`param modelName string = '${name}'`);
  expect(source).toContain(`param modelVersion string = '${version}'`);
});

it("samples/bicep compiles", ({ skip }) => {
  if (spawnSync("bicep", ["--version"], { timeout: 20_000 }).status !== 0) skip("the bicep compiler is not on PATH: install it from https://aka.ms/bicep-install, then run npm test again");
  expect(() => execFileSync("bicep", ["build", "--stdout", join(folder, "main.bicep")], { timeout: 120_000, stdio: "pipe" })).not.toThrow();
});

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { version } from "../src/version.ts";
import { bundle, doctor, expectSchema } from "./stage.ts";

const folder = mkdtempSync(join(tmpdir(), "doctor-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const write = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const make = (claims: object): string => `${part({ alg: "RS256", kid: "k" })}.${part({ oid: "11111111-2222-3333-4444-555555555555", aud: "https://ai.azure.com", tid: "t", ...claims })}.c2lnbmF0dXJl`;
const valid = make({ exp: 4_000_000_000 });
const expired = make({ exp: 1_000_000_000 });
const notJson = write("broken.json", "{");
const noFacts = write("nofacts.json", '{"schemaVersion":"1"}');
const list = write("list.json", "[]");
const noCloud = write("cloud.json", '{"name":"mine","authority":"http://x"}');

const usage: [string, string[]][] = [
  ["no such command", ["chekc"]],
  ["an unknown flag", ["check", "--frobnicate"]],
  ["an unknown short flag", ["check", "-x"]],
  ["an argument too many", ["check", "https://contoso.openai.azure.com", "more"]],
  ["--tenant without its value", ["check", "--tenant"]],
  ["--tenant with the next option as its value", ["check", "--tenant", "--offline"]],
  ["--tenant that is empty", ["check", "--tenant="]],
  ["--tenant that is no tenant", ["check", "--tenant", "a b"]],
  ["--client-id that is no GUID", ["check", "--client-id", "abc"]],
  ["--subscription that is no GUID", ["check", "--subscription", "mine"]],
  ["--principal that is no GUID", ["roles", "--principal", "me"]],
  ["--resource-id that is no account's", ["check", "--resource-id", "/subscriptions/x"]],
  ["--cloud that is no cloud and no file", ["check", "--cloud", join(folder, "none.json"), "--offline"]],
  ["--cloud with a file that describes none", ["check", "--cloud", noCloud, "--offline"]],
  ["--credential that is no kind", ["check", "--credential", "magic"]],
  ["--wire-api that is none", ["check", "--wire-api", "soap"]],
  ["--format that is none", ["check", "--format", "yaml"]],
  ["--fail-on that is none", ["check", "--fail-on", "always"]],
  ["--timeout that is no duration", ["check", "--timeout", "soon"]],
  ["--timeout of zero", ["check", "--timeout", "0s"]],
  ["--wait that is no duration", ["check", "--wait", "10"]],
  ["--dns-server that is no address", ["endpoint", "--dns-server", "dns.example.com"]],
  ["--trust-host that is a URL", ["check", "--trust-host", "https://x/"]],
  ["--only that is no check", ["check", "--only", "nothing", "--offline"]],
  ["--skip that is no check", ["check", "--skip", "nothing", "--offline"]],
  ["--from with a file that is not there", ["check", "--from", join(folder, "none.json")]],
  ["--from with a folder", ["check", "--from", folder]],
  ["--from with a file that is not JSON", ["check", "--from", notJson]],
  ["--from with a JSON list", ["check", "--from", list]],
  ["--from with a file without facts", ["check", "--from", noFacts]],
  ["--from with facts of another shape", ["check", "--from", write("shape.json", '{"schemaVersion":"1","facts":{"settings":{"known":true,"value":{}},"token":{"known":true,"value":{}}}}')]],
  ["--from with an endpoint", ["check", "https://contoso.openai.azure.com", "--from", noFacts]],
  ["--from with --wait", ["check", "--from", noFacts, "--wait", "1m"]],
  ["--save where nothing can be written", ["check", "--offline", "--save", join(folder, "none", "facts.json")]],
  ["--output where nothing can be written", ["check", "--offline", "--output", join(folder, "none", "out.txt")]],
  ["a flag with a value", ["check", "--offline=yes"]],
  ["an option given twice", ["check", "--tenant", "contoso.com", "--tenant", "fabrikam.com"]],
  ["token with an unreadable file", ["token", join(folder, "none.txt")]],
  ["token as an argument", ["token", valid]],
  ["token --acquire with a file", ["token", notJson, "--acquire"]],
  ["token --acquire --offline", ["token", "--acquire", "--offline"]],
  ["checks with an unknown id", ["checks", "nothing"]],
  ["causes with an unknown id", ["causes", "toString"]],
];

describe("bad input", () => {
  it.each(usage)("%s: one sentence on stderr, exit code 2", async (_title, args) => {
    const ran = await doctor(args);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toMatch(/^entra-doctor: [^\n]+\n$/);
    expect(ran.stderr).not.toContain(valid);
  });

  it.each([["chec", "check"], ["tokn", "token"]])("%s: the near command is named", async (word, near) => {
    expect((await doctor([word])).stderr).toContain(`did you mean ${near}?`);
  });

  it("a near option is named", async () => {
    expect((await doctor(["check", "--tennant", "x"])).stderr).toContain("did you mean --tenant?");
  });
});

describe("help and lists", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

  it("nothing, help and --help show the commands; help COMMAND its options", async () => {
    const [bare, help, command] = await Promise.all([doctor([]), doctor(["--help"]), doctor(["help", "check"])]);
    expect(bare.code).toBe(0);
    expect(help.stdout).toBe(bare.stdout);
    expect(command.stdout).toMatch(/^entra-doctor check \[OPTIONS\] \[ENDPOINT\]\n/);
    expect(command.stdout.split("\n").filter((line) => line.length > 100)).toEqual([]);
    for (const name of ["check", "token", "roles", "endpoint", "explain", "checks", "causes"]) expect(help.stdout).toContain(name);
    for (const option of ["model", "scope", "credential", "tenant", "client-id", "subscription", "resource-id", "cloud", "wire-api", "only", "skip", "format", "output", "save", "from", "wait", "fail-on", "timeout", "offline", "no-inference", "trust-host", "dns-server", "unredacted", "verbose", "no-color"]) {
      expect(command.stdout, option).toContain(`--${option}`);
      expect(readme, option).toContain(`--${option}`);
    }
    for (const code of [0, 1, 2, 3, 4, 130]) expect(readme).toContain(`| ${code} | `);
  });

  it("--version is the package's", async () => {
    const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string; dependencies?: object };
    expect((await doctor(["--version"])).stdout).toBe(`${version}\n`);
    expect(version).toBe(manifest.version);
    expect(manifest.dependencies).toBeUndefined();
  });

  it("NO_COLOR is honoured by help as well, and FORCE_COLOR by a pipe", async () => {
    expect((await doctor(["--help"], { env: { NO_COLOR: "1" } })).stdout).not.toContain("\u001B");
    expect((await doctor(["checks"], { env: { FORCE_COLOR: "1" } })).stdout).toContain("\u001B");
  });

  it("checks and causes list ids, one is shown in full", async () => {
    const [checks, one, causes, cause] = await Promise.all([doctor(["checks", "--format", "json"]), doctor(["checks", "sign-in"]), doctor(["causes"]), doctor(["causes", "secret-expired"])]);
    expect((JSON.parse(checks.stdout) as unknown[]).length).toBeGreaterThan(30);
    expect(one.stdout).toContain("Entra accepts the credential");
    expect(causes.stdout).toContain("rbac-no-data-role");
    expect(cause.stdout).toMatch(/Fix\n[\s\S]*az ad app credential reset/);
  });
});

describe("token", () => {
  it("describes a token from stdin and from a file, and never shows it", async () => {
    for (const ran of [await doctor(["token"], { stdin: valid }), await doctor(["token", write("token.txt", valid)]), await doctor(["token", "-", "--offline"], { stdin: `Bearer ${valid}\n` })]) {
      expect(ran.code).toBe(0);
      expect(ran.stdout).toContain("https://ai.azure.com: Microsoft Foundry");
      expect(ran.stdout).toContain("object id 11111111-…");
      expect(ran.stdout + ran.stderr).not.toContain(valid.split(".")[2]);
    }
  });

  it("an expired token is exit code 1; text that is none is 2 and is not echoed", async () => {
    expect(await doctor(["token"], { stdin: expired })).toMatchObject({ code: 1 });
    const key = "0123456789abcdef0123456789abcdef";
    const ran = await doctor(["token"], { stdin: key });
    expect(ran).toMatchObject({ code: 2, stderr: "entra-doctor: token: not a token: the text is an API key, not a token\n" });
  });

  it("compares the audience with an endpoint", async () => {
    const project = "https://contoso.services.ai.azure.com/api/projects/demo";
    const wrong = make({ aud: "https://cognitiveservices.azure.com", exp: 4_000_000_000, iss: "https://sts.windows.net/t/" });
    const ran = await doctor(["token", "--endpoint", project], { stdin: wrong });
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain("token-wrong-audience");
    const json = await doctor(["token", "--endpoint", project, "--format", "json"], { stdin: wrong });
    expectSchema("token", JSON.parse(json.stdout));
  });
});

describe("without anyone to ask", () => {
  it("an offline check judges the configuration and says what it could not tell", async () => {
    const ran = await doctor(["check", "https://contoso.openai.azure.com", "--offline", "--format", "json"]);
    const report = JSON.parse(ran.stdout) as { outcome: string };
    expectSchema("report", report);
    expect([ran.code, report.outcome]).toEqual([3, "undecided"]);
    expect(ran.stderr).toBe("");
  });

  it("an offline check with a wrong endpoint fails with the cause", async () => {
    const ran = await doctor(["check", "https://portal.azure.com", "--offline"]);
    expect(ran.code).toBe(1);
    expect(ran.stdout).toMatch(/^✗ endpoint-wrong-kind: /);
  });

  it("--output writes the whole answer and leaves nothing else behind", async () => {
    const path = join(folder, "out", "report.md");
    const { mkdirSync } = await import("node:fs");
    mkdirSync(dirname(path));
    const ran = await doctor(["check", "https://portal.azure.com", "--offline", "--format", "markdown", "--output", path]);
    expect(ran).toMatchObject({ code: 1, stdout: "", stderr: "" });
    expect(readFileSync(path, "utf8")).toMatch(/^### entra-doctor/);
    expect(readdirSync(dirname(path))).toEqual(["report.md"]);
  });
});

describe("the bundle", () => {
  it("is at most 0.8 MB and starts as a program", () => {
    const files = readdirSync(dirname(bundle)).map((name) => join(dirname(bundle), name));
    expect(files.reduce((sum, path) => sum + statSync(path).size, 0)).toBeLessThan(800_000);
    expect(readFileSync(bundle, "utf8").startsWith("#!/usr/bin/env node\n")).toBe(true);
  });
});

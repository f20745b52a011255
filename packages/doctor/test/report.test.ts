import { describe, expect, it } from "vitest";
import { causes } from "../src/causes/index.ts";
import { checkGroups } from "../src/checks/index.ts";
import { diagnose } from "../src/diagnose.ts";
import { factNames, type Facts, unknown } from "../src/facts.ts";
import { reportDocument } from "../src/report/document.ts";
import { renderJson } from "../src/report/json.ts";
import { renderJunit } from "../src/report/junit.ts";
import { renderMarkdown } from "../src/report/markdown.ts";
import { paint, styleOf, type Surface, toAscii, wrap } from "../src/report/style.ts";
import { renderText } from "../src/report/text.ts";
import { entraSays, frame } from "./frame-facts.ts";
import { expectSchema } from "./stage.ts";
import { evidenceLines } from "../src/report/words.ts";

const style = { color: false, ascii: false, width: 80 };
const plain = { style, verbose: false, unredacted: false };
const canary = ["eyJhbGciOiJSUzI1NiJ9", "eyJzdWIiOiJjYW5hcnkifQ", "c2lnbmF0dXJlLW9mLWEtY2FuYXJ5"].join(".");
const oid = "11111111-2222-3333-4444-555555555555";

function document(facts: Facts) {
  const report = diagnose(facts);
  return reportDocument({ command: "check", version: "0.0.0", exitCode: 1, report, facts, causes, groups: checkGroups });
}

const refused = (said: string): Facts => ({
  ...frame({ acquisition: entraSays(7000222, said) }, { FOUNDRY_RESOURCE_URL: "https://contoso.openai.azure.com", AZURE_TOKEN_CREDENTIALS: "EnvironmentCredential", AZURE_TENANT_ID: "contoso.com", AZURE_CLIENT_ID: oid, AZURE_CLIENT_SECRET: "x" }),
  token: unknown("acquisition"),
  models: unknown("token"),
  inference: unknown("token"),
});

describe("the report as text", () => {
  const text = renderText(document(refused("AADSTS7000222: The provided client secret keys are expired.")), plain);

  it("starts with the cause, ends with the fix, and has the evidence before what is fine", () => {
    const order = ["secret-expired:", "Evidence", "AADSTS7000222", "What is fine", "What follows from it", "Fix"];
    const places = order.map((word) => text.indexOf(word));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBe(2);
    expect(places.every((place) => place >= 0)).toBe(true);
  });

  it("keeps lines within the width, but for commands and links", () => {
    const evidence = text.slice(0, text.indexOf("\nFix"));
    expect(evidence.split("\n").filter((line) => line.length > 80 && !line.includes("https://"))).toEqual([]);
  });

  it("shortens ids in the evidence and keeps them whole in commands, which must run", () => {
    const [evidence = "", fix = ""] = text.split("\nFix\n");
    expect(evidence).toContain("11111111-…");
    expect(evidence).not.toContain(oid);
    expect(fix).toContain(oid);
  });

  it("is plain ASCII when asked, and has no colour codes without colour", () => {
    const ascii = renderText(document(frame()), { ...plain, style: { ...style, ascii: true } });
    expect(/^[\x20-\x7E\n]*$/.test(ascii)).toBe(true);
    expect(text).not.toContain("\u001B");
    expect(renderText(document(frame()), { ...plain, style: { ...style, color: true } })).toContain("\u001B[32m");
  });

  it("says what passed in detail only when asked", () => {
    expect(text).not.toContain("endpoint is a resource or project URL");
    expect(renderText(document(frame()), { ...plain, verbose: true })).toContain("endpoint is a resource or project URL");
  });
});

describe("every format", () => {
  const hostile = document(refused(`AADSTS7000222: <b>@team</b> | \`x\` ]]> & "q" token=${canary} secret`));
  const formats = {
    text: renderText(hostile, { ...plain, unredacted: true }),
    json: renderJson(hostile, { unredacted: true }),
    markdown: renderMarkdown(hostile, { unredacted: true }),
    junit: renderJunit(hostile, { unredacted: true }),
  };

  it.each(Object.entries(formats))("%s never shows a token that the service sent back", (_name, text) => {
    for (const part of canary.split(".")) expect(text).not.toContain(part);
  });

  it("JSON fits its published schema", () => {
    expectSchema("report", JSON.parse(formats.json));
    expectSchema("report", JSON.parse(renderJson(document(frame()), { unredacted: false })));
    expectSchema("report", JSON.parse(renderJson(document(Object.fromEntries(factNames.map((name) => [name, unknown("offline")])) as never), { unredacted: false })));
  });

  it("Markdown mentions nobody, holds no raw markup and folds what is long", () => {
    const outsideOfCode = formats.markdown.replace(/`[^`\n]*`/g, "");
    expect(outsideOfCode).not.toMatch(/@team/);
    expect(outsideOfCode).not.toContain("<b>");
    expect(formats.markdown.match(/<details>/g)?.length).toBe(formats.markdown.match(/<\/details>/g)?.length);
    expect(formats.markdown.startsWith("### entra-doctor: `secret-expired`\n")).toBe(true);
  });

  it("Markdown is public, so ids are short in commands too", () => {
    expect(renderMarkdown(hostile, { unredacted: false })).not.toContain(oid);
  });

  it("JUnit escapes what services say, counts failures, and consequences are skipped", () => {
    expect(formats.junit).not.toContain("<b>");
    expect(formats.junit).toContain("&lt;b&gt;");
    expect(formats.junit.match(/<failure /g)?.length).toBe(1);
    expect(formats.junit).toContain('<skipped message="follows from sign-in"/>');
    expect(formats.junit).toMatch(/<testsuite name="Credential" tests="\d+" failures="1" errors="0" skipped="\d+">/);
  });
});

describe("style", () => {
  const surface = (changes: Partial<Surface> & { env?: Record<string, string> }): Surface => ({ env: { LANG: "en_US.UTF-8" }, platform: "linux", terminal: true, noColor: false, ...changes });
  it.each([
    ["a terminal", surface({}), { color: true, ascii: false }],
    ["a pipe", surface({ terminal: false }), { color: false, ascii: false }],
    ["NO_COLOR", surface({ env: { NO_COLOR: "1" } }), { color: false }],
    ["NO_COLOR over FORCE_COLOR", surface({ env: { NO_COLOR: "1", FORCE_COLOR: "1" } }), { color: false }],
    ["FORCE_COLOR in a pipe", surface({ terminal: false, env: { FORCE_COLOR: "1" } }), { color: true }],
    ["FORCE_COLOR=0", surface({ env: { FORCE_COLOR: "0" } }), { color: false }],
    ["TERM=dumb", surface({ env: { TERM: "dumb" } }), { color: false, ascii: true }],
    ["the C locale", surface({ env: { LC_ALL: "C" } }), { ascii: true }],
    ["an old Windows console", surface({ platform: "win32", env: {} }), { ascii: true }],
    ["Windows Terminal", surface({ platform: "win32", env: { WT_SESSION: "1" } }), { ascii: false }],
    ["--no-color", surface({ noColor: true }), { color: false }],
    ["a narrow window", surface({ columns: 20 }), { width: 40 }],
  ])("%s", (_title, given, expected) => {
    expect(styleOf(given)).toMatchObject(expected);
  });

  it("wraps words, keeps long ones whole", () => {
    expect(wrap({ ...style, width: 12 }, "one two three fourteenletters", "  ")).toBe("  one two\n  three\n  fourteenletters");
    expect(wrap({ ...style, width: 20 }, "one fourteenletters two", "        ")).toBe("        one\n     fourteenletters\n        two");
    const coloured = { ...style, color: true, width: 12 };
    expect(wrap(coloured, `one ${paint(coloured, "red", "two")} three`, "  ", `${paint(coloured, "green", "+")} `)).toBe(`${paint(coloured, "green", "+")} one ${paint(coloured, "red", "two")}\n  three`);
  });

  it("turns every mark into ASCII", () => {
    expect(toAscii("✓ a… “b” – ✗ 令")).toBe('ok a... "b" - x ?');
  });
});

it("what was found, expected and read is not said twice", () => {
  const evidence = { scope: "https://a.example/.default", actual: "https://a.example/.default", expected: "https://b.example/.default", source: "$FOUNDRY_SCOPE", variable: "FOUNDRY_SCOPE", expectedAudience: "https://b.example", problem: "none" };
  expect(evidenceLines(evidence).map(([label]) => label)).toEqual(["actual", "expected", "source", "problem"]);
});

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explain } from "../src/explain.ts";
import { features } from "../src/explain/features.ts";
import { signaturePhrases } from "../src/explain/match.ts";
import { createReader } from "../src/explain/reader.ts";
import { redact } from "../src/redact.ts";

function read(data: Uint8Array) {
  const reader = createReader();
  reader.push(data);
  return explain(reader.finish());
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe("hostile input", () => {
  const mega = 1024 * 1024;
  const inputs: [string, Uint8Array][] = [
    ["zero bytes", new Uint8Array(mega)],
    ["every byte", Uint8Array.from({ length: 65_536 }, (_, i) => i & 255)],
    ["an ELF header", Uint8Array.from([127, 69, 76, 70, 2, 1, 1, ...Array.from({ length: 4000 }, () => 0)])],
    ["half a UTF-8 sequence", Uint8Array.from([...bytes("AADSTS7000222 "), 0xe2, 0x82])],
    ["one byte", Uint8Array.of(255)],
    ["half of a UTF-16 unit", Uint8Array.of(0xff, 0xfe, 65)],
    ["one line of a megabyte", bytes("a".repeat(mega))],
    ["one line of digits", bytes("7".repeat(mega))],
    ["a hundred thousand brackets", bytes("[".repeat(100_000))],
    ["a hundred thousand braces and quotes", bytes('{"'.repeat(100_000))],
    ["backslashes", bytes("\\".repeat(mega))],
    ["backslashes before n", bytes("\\n".repeat(mega / 2))],
    ["escape characters", bytes("\u001B[".repeat(mega / 2))],
    ["percent signs", bytes("%2".repeat(mega / 2))],
    ["ampersands", bytes("&#39".repeat(mega / 4))],
    ["half links", bytes("](http".repeat(mega / 6))],
    ["prefixes of codes", bytes("AADSTS".repeat(mega / 6))],
    ["codes", bytes("AADSTS7000222 ".repeat(mega / 14))],
    ["the same phrase", bytes("audience is incorrect ".repeat(mega / 22))],
    ["starts of tokens", bytes("eyJ".repeat(mega / 3))],
    ["tokens without end", bytes("eyJhbGciOiJub25lIn0.eyJ".repeat(mega / 24))],
    ["dots and tokens", bytes("eyJhbGciOiJub25lIn0.".repeat(mega / 20))],
    ["host names", bytes("a.".repeat(mega / 2))],
    ["dashes of GUIDs", bytes("00000000-0000-".repeat(mega / 14))],
    ["addresses", bytes("https://a:b@".repeat(mega / 12))],
    ["at signs", bytes("a@".repeat(mega / 2))],
    ["time stamps", bytes("2026-11-24T06:00:00Z ".repeat(mega / 21))],
    ["keys", bytes("client_secret=".repeat(mega / 14))],
    ["new lines", bytes("\n".repeat(mega))],
    ["private keys", bytes("-----BEGIN PRIVATE KEY-----".repeat(mega / 27))],
  ];

  it.each(inputs)("%s: an answer, soon", (_, data) => {
    const start = performance.now();
    const { causes } = read(data);
    expect(causes.length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(4000);
  });

  it("says that a binary file holds no text", () => {
    expect(read(new Uint8Array(5000)).causes[0]?.id).toBe("inconclusive");
  });
});

describe("every pattern on long hostile input", () => {
  const seeds = ["a", "-", ".", "/", " ", "'", "0", "aA0", "https://", "login.microsoftonline.com/", "/openai/v1/", "api-version=", "tenant '", "eyJ", "deployments/", "Current time: 2026-01-01T00:00:00Z", "enter_", "api-key: "];
  it.each(features.map((feature) => [feature.name, feature] as const))("%s stays linear", (_, feature) => {
    for (const seed of seeds) {
      const text = seed.repeat(Math.ceil(120_000 / seed.length));
      const start = performance.now();
      feature.find(text);
      expect(performance.now() - start, seed).toBeLessThan(1500);
    }
  });

  it("redaction stays linear", () => {
    for (const seed of seeds) {
      const start = performance.now();
      redact(seed.repeat(Math.ceil(200_000 / seed.length)));
      expect(performance.now() - start, seed).toBeLessThan(1500);
    }
  });
});

describe("anything at all", () => {
  const piece = fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.constantFrom(...signaturePhrases()), fc.constantFrom("AADSTS", "7000222", "\\n", "\u001B[31m", "%0A", "&#39;", "](http://x)", "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.c2ln", "{\"error\":", "\r\n", "@", "\0", "\uD800"));

  it("gives ranked causes and never throws, over ten thousand texts", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (parts) => {
        const text = parts.join("");
        const { causes } = explain(text);
        expect(causes.length > 0).toBe(text !== "" && text.length > 0);
        for (const { confidence, evidence } of causes) {
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThan(1);
          for (const { line } of evidence) expect(line).toBeGreaterThan(0);
        }
      }),
      { numRuns: 10_000 },
    );
  }, 120_000);

  it("reads any bytes, in any pieces", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(400), (data, cut) => {
        const reader = createReader();
        reader.push(data.subarray(0, cut));
        reader.push(data.subarray(cut));
        explain(reader.finish());
      }),
      { numRuns: 1000 },
    );
  }, 60_000);
});

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explain } from "../src/explain.ts";
import { features } from "../src/explain/features.ts";
import { signaturePhrases } from "../src/explain/match.ts";
import { createReader } from "../src/explain/reader.ts";
import { redact } from "../src/redact.ts";
import { growth, linear } from "./growth.ts";

function read(data: Uint8Array) {
  const reader = createReader();
  reader.push(data);
  return explain(reader.finish());
}

const bytes = (text: string) => new TextEncoder().encode(text);

/** The text over and over, up to so many characters. */
const filled = (unit: string, size: number): string => unit.repeat(Math.ceil(size / unit.length));

describe("how growth is judged", () => {
  it("tells a quadratic search from a linear one", () => {
    expect(growth((size) => /a+b/.test("a".repeat(size)), 40_000)).toBeGreaterThan(linear);
    expect(growth((size) => /[ab]{4}c/.test("a".repeat(size)), 40_000_000)).toBeLessThan(linear);
  });
});

describe("hostile input", () => {
  const odd: [string, Uint8Array][] = [
    ["every byte", Uint8Array.from({ length: 65_536 }, (_, i) => i & 255)],
    ["an ELF header", Uint8Array.from([127, 69, 76, 70, 2, 1, 1, ...Array.from({ length: 4000 }, () => 0)])],
    ["half a UTF-8 sequence", Uint8Array.from([...bytes("AADSTS7000222 "), 0xe2, 0x82])],
    ["one byte", Uint8Array.of(255)],
    ["half of a UTF-16 unit", Uint8Array.of(0xff, 0xfe, 65)],
  ];

  it.each(odd)("%s: an answer", (_, data) => {
    expect(read(data).causes.length).toBeGreaterThan(0);
  });

  const long: [string, string][] = [
    ["zero bytes", "\0"],
    ["one line of a megabyte", "a"],
    ["one line of digits", "7"],
    ["brackets", "["],
    ["braces and quotes", '{"'],
    ["backslashes", "\\"],
    ["backslashes before n", "\\n"],
    ["escape characters", "\u001B["],
    ["percent signs", "%2"],
    ["ampersands", "&#39"],
    ["half links", "](http"],
    ["prefixes of codes", "AADSTS"],
    ["codes", "AADSTS7000222 "],
    ["the same phrase", "audience is incorrect "],
    ["starts of tokens", "eyJ"],
    ["tokens without end", "eyJhbGciOiJub25lIn0.eyJ"],
    ["dots and tokens", "eyJhbGciOiJub25lIn0."],
    ["host names", "a."],
    ["dashes of GUIDs", "00000000-0000-"],
    ["addresses", "https://a:b@"],
    ["at signs", "a@"],
    ["time stamps", "2026-11-24T06:00:00Z "],
    ["keys", "client_secret="],
    ["new lines", "\n"],
    ["private keys", "-----BEGIN PRIVATE KEY-----"],
  ];

  it.each(long)("a megabyte of %s: an answer, in time that grows with the size", (_, unit) => {
    const mega = 1024 * 1024;
    expect(read(bytes(filled(unit, mega))).causes.length).toBeGreaterThan(0);
    expect(growth((size) => read(bytes(filled(unit, size))), mega)).toBeLessThan(linear);
  });

  it("says that a binary file holds no text", () => {
    expect(read(new Uint8Array(5000)).causes[0]?.id).toBe("inconclusive");
  });
});

describe("every pattern on long hostile input", () => {
  const seeds = ["a", "-", ".", "/", " ", "'", "0", "aA0", "https://", "login.microsoftonline.com/", "/openai/v1/", "api-version=", "tenant '", "eyJ", "deployments/", "Current time: 2026-01-01T00:00:00Z", "enter_", "api-key: "];

  it.each(features.map((feature) => [feature.name, feature] as const))("%s stays linear", (_, feature) => {
    for (const seed of seeds) expect(growth((size) => feature.find(filled(seed, size)), 120_000), seed).toBeLessThan(linear);
  });

  it("redaction stays linear", () => {
    for (const seed of seeds) expect(growth((size) => redact(filled(seed, size)), 200_000), seed).toBeLessThan(linear);
  });
});

describe("anything at all", () => {
  // Seconds of work, and a busy machine is no fault.
  const patience = 600_000;
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
  }, patience);

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
  }, patience);
});

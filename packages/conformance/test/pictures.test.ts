import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { draw, pictureFolder, pictures } from "../src/pictures.ts";
import { steady } from "../src/steady.ts";

describe("the pictures in README and docs are what the program prints today (npm run pictures draws them anew)", () => {
  it.each(pictures)("$name", { timeout: 60_000 }, async (picture) => {
    expect(await draw(picture)).toBe(readFileSync(join(pictureFolder, `${picture.name}.svg`), "utf8"));
  });
});

describe("steady output", () => {
  it.each([
    ["Trace ID: 076520c6-… Correlation ID: fc27c17e-…", "Trace ID: 1a2b3c4d-… Correlation ID: 1a2b3c4d-…"],
    ["    correlation id  fc27c17e-…", "    correlation id  1a2b3c4d-…"],
    ["Timestamp: 2026-11-24 07:58:10Z", "Timestamp: 2026-06-01 12:00:00Z"],
    ["Timestamp: 2026-11-24\n    07:58:10Z", "Timestamp: 2026-06-01\n    12:00:00Z"],
    ["correlation id\n     fc27c17e-2025-42f1-8fd9-895c58c7073a,", "correlation id\n     1a2b3c4d-0000-4000-8000-000000000000,"],
    ["expired 61 s ago", "expired 60 s ago"],
    ["http://127.0.0.1:43121/x", "http://127.0.0.1:8080/x"],
    ["/var/folders/T/entra-sandbox-a1B2c3/ca.pem", "/tmp/sandbox/ca.pem"],
    ["object id       0b1ec700-…", "object id       0b1ec700-…"],
  ])("%s", (text, expected) => {
    expect(steady(text)).toBe(expected);
  });
});

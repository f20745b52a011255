import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { explainExitCode, runExplain } from "../src/commands/explain.ts";
import { explain } from "../src/explain.ts";
import { anchors, createReader, wholeLimit } from "../src/explain/reader.ts";
import { createPhraseTable } from "../src/explain/phrases.ts";
import type { Io } from "../src/io.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const failure = "AADSTS7000222: The provided client secret keys for app are expired.";
const filler = "2026-11-24T06:00:00Z INFO handled request in 12 ms, nothing to see here\n";

describe("long logs", () => {
  const count = Math.ceil((wholeLimit * 3) / filler.length);

  it("finds the one failure in the middle, with its line number", () => {
    const reader = createReader();
    const block = bytes(filler.repeat(1000));
    const half = Math.floor(count / 2000);
    for (let i = 0; i < half; i++) reader.push(block);
    reader.push(bytes(`${failure}\n`));
    for (let i = 0; i < half; i++) reader.push(block);
    const excerpt = reader.finish();
    expect(excerpt.text.length).toBeLessThan(64 * 1024);
    const { causes, lines } = explain(excerpt);
    expect(causes[0]?.id).toBe("secret-expired");
    expect(causes[0]?.evidence[0]?.line).toBe(half * 1000 + 1);
    expect(lines).toBe(half * 2000 + 1);
  });

  it("finds it whatever the size of the pieces, also across their borders", () => {
    const log = bytes(`${filler.repeat(count)}${failure}\n${filler.repeat(100)}`);
    for (const size of [4093, 65_536, 1_000_003, log.length]) {
      const reader = createReader();
      for (let at = 0; at < log.length; at += size) reader.push(log.subarray(at, at + size));
      const { causes } = explain(reader.finish());
      expect(causes[0]?.id, String(size)).toBe("secret-expired");
      expect(causes[0]?.evidence[0]?.line, String(size)).toBe(count + 1);
    }
  });

  it("keeps a bounded excerpt of a log that is all failures, its beginning and its end", () => {
    const reader = createReader();
    reader.push(bytes("first AADSTS700016\n"));
    const block = bytes(`${failure}\n`.repeat(2000));
    for (let i = 0; i < 100; i++) reader.push(block);
    reader.push(bytes("last AADSTS50076\n"));
    const { text } = reader.finish();
    expect(text.length).toBeLessThan(4 * 1024 * 1024);
    expect(text).toContain("first AADSTS700016");
    expect(text).toContain("last AADSTS50076");
  });

  it("reads a long UTF-16 log", () => {
    const text = `\uFEFF${filler.repeat(Math.ceil((wholeLimit * 1.2) / filler.length))}${failure}`;
    const reader = createReader();
    reader.push(Uint8Array.from(Buffer.from(text, "utf16le")));
    expect(explain(reader.finish()).causes[0]?.id).toBe("secret-expired");
  });
});

describe("the table of phrases", () => {
  it("finds what a plain search finds", () => {
    const phrases = ["abc", "bcd", "hello world", "Hello", "aaa", "xyz-1"];
    const table = createPhraseTable(phrases);
    let seed = 7;
    const next = (limit: number) => (seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff) % limit;
    for (let round = 0; round < 300; round++) {
      let text = "";
      while (text.length < 200) text += next(3) === 0 ? (phrases[next(phrases.length)] ?? "") : String.fromCharCode(97 + next(6));
      const found: string[] = [];
      table.scan(bytes(text), 0, text.length, (phrase, start) => found.push(`${start}:${phrase}`));
      const wanted: string[] = [];
      phrases.forEach((phrase, index) => {
        const [where, what] = [text.toLowerCase(), phrase.toLowerCase()];
        for (let at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + 1)) wanted.push(`${at}:${index}`);
      });
      expect(found.sort()).toEqual(wanted.sort());
    }
  });

  it("searches long logs for several hundred phrases", () => {
    expect(anchors().length).toBeGreaterThan(500);
    for (const anchor of anchors()) expect(anchor.length).toBeGreaterThanOrEqual(9);
  });
});

describe("the command", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "explain-"));
    writeFileSync(join(folder, "a.log"), `start\n${failure}\n`);
    writeFileSync(join(folder, "fine.log"), "all is well\n");
    writeFileSync(join(folder, "empty.log"), "");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function run(files: string[], format: "text" | "json" = "text") {
    let out = "";
    const io = { env: {}, platform: "linux", stdout: (text: string) => (out += text), stderr: () => undefined, stdoutIsTerminal: false, stdinIsTerminal: false } as unknown as Io;
    const code = await runExplain(io, { files: files.map((file) => join(folder, file)), format, unredacted: false, noColor: true });
    return { code, out };
  }

  it("names the cause, its evidence with the line, what tells it apart and the fix, in this order", async () => {
    const { code, out } = await run(["a.log"]);
    expect(code).toBe(0);
    const places = ["secret-expired: ", "Evidence", "line 2", "Told apart from", "Fix", "az ad app credential reset", "https://learn.microsoft.com/"].map((part) => out.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
  });

  it("prints one object as JSON", async () => {
    const { out } = await run(["a.log"], "json");
    expect(JSON.parse(out)).toMatchObject({ schemaVersion: 1, lines: 2 });
    expect((JSON.parse(out) as { causes: unknown[] }).causes[0]).toMatchObject({ id: "secret-expired", title: expect.any(String), confidence: expect.any(Number), evidence: [{ line: 2 }, { line: 2 }], fix: expect.any(Array), docs: expect.any(Array) });
  });

  it("reads several files as one story", async () => {
    const { code, out } = await run(["fine.log", "a.log"]);
    expect(code).toBe(0);
    expect(out).toContain("line 3");
  });

  it("ends with 3 when no cause is named", async () => {
    expect((await run(["fine.log"])).code).toBe(3);
    expect((await run(["empty.log"])).code).toBe(3);
    expect(explainExitCode({ schemaVersion: 1, causes: [], lines: 0 })).toBe(3);
  });

  it.each([["a directory", "."], ["a missing file", "nowhere.log"]])("says in one sentence what is wrong with %s", async (_, file) => {
    await expect(run([file])).rejects.toThrow(/^[^\n]{10,200}\.$/);
  });
});

describe("the built command", () => {
  const program = join(import.meta.dirname, "..", "dist", "bundle", "cli.cjs");
  it("takes a pipe and answers in one go", async () => {
    const child = spawn(process.execPath, [program, "explain", "--format", "json"], { stdio: ["pipe", "pipe", "pipe"] });
    let out = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (out += chunk));
    child.stdin.end(failure);
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect(code).toBe(0);
    expect((JSON.parse(out) as { causes: { id: string }[] }).causes[0]?.id).toBe("secret-expired");
  }, 20_000);
});

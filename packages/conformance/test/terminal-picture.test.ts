import { describe, expect, it } from "vitest";
import { terminalPicture } from "../src/terminal-picture.ts";

describe("a picture of a terminal", () => {
  it("keeps colours and bold, and drops other escape sequences", () => {
    const svg = terminalPicture("run", "\u001B[1;31mfailed\u001B[0m rest\u001B[K");
    expect(svg).toContain('<tspan font-weight="bold" fill="#ff7b72">failed</tspan><tspan> rest</tspan>');
    expect(svg).not.toContain("\u001B");
  });

  it("escapes what SVG would read as markup", () => {
    expect(terminalPicture("a < b", "<tag> & \"text\"")).toContain("&lt;tag&gt; &amp; &quot;text&quot;");
  });

  it("grows with its longest line, wide characters counted twice", () => {
    const width = (text: string): number => Number(/width="(\d+)"/.exec(terminalPicture("x", text))?.[1]);
    expect(width("a".repeat(100))).toBeGreaterThan(width("a".repeat(80)));
    expect(width("令".repeat(80))).toBe(width("a".repeat(160)));
  });

  it("breaks a line that is longer than the terminal is wide", () => {
    const svg = terminalPicture("x", "a".repeat(90) + "令".repeat(10));
    expect(svg).toContain(`${"a".repeat(90)}${"令".repeat(5)}<`);
    expect(svg.match(/<text /g)).toHaveLength(3);
  });

  it("keeps a style until it is switched off, over lines", () => {
    expect(terminalPicture("x", "\u001B[2mone\ntwo\u001B[0m\nthree").match(/fill-opacity/g)).toHaveLength(2);
  });
});

import { importsOf, sourceFiles } from "@copilot-entra/clauses";
import { describe, expect, it } from "vitest";

/** What each package may import of ours: arrows point one way. */
const mayImport: Record<string, readonly string[]> = {
  auth: [],
  doctor: ["@copilot-entra/auth"],
  sandbox: [],
  clauses: ["@copilot-entra/sandbox"],
  conformance: ["@copilot-entra/auth", "@copilot-entra/clauses", "@copilot-entra/sandbox", "entra-doctor"],
};

/** The only files that touch the network, the disk, processes, the environment, the clock or the terminal. */
const edges: Record<string, readonly RegExp[]> = {
  auth: [/^(?:assertion|environment|token-source)\.ts$/],
  doctor: [/^cli\.ts$/, /^probes\//],
  sandbox: [/^(?:cli|clock|exchange|machine|run-folder|run-program|server)\.ts$/, /^dns\/server\.ts$/, /^child-programs\//],
};

const ours = /^(?:@copilot-entra\/|entra-doctor$|entra-doctor\/)/;
const outside = [
  /from "node:(?:fs|fs\/promises|net|http|https|http2|tls|dns|dns\/promises|dgram|child_process|os|process|readline|worker_threads)"/,
  /\bprocess\.(?:env|argv|exit|stdout|stderr|stdin|platform|cwd|on|once|kill)\b/,
  /\bDate\.now\(/,
  /\bnew Date\(\)/,
  /(?<![.\w])fetch\(/,
  /\bset(?:Timeout|Interval)\(/,
  /\bconsole\./,
];

/** Source without comments, so that a comment may speak of what the code may not do. */
const code = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/[^\n]*/g, "$1");

describe("packages import one way", () => {
  for (const [name, allowed] of Object.entries(mayImport)) {
    it(`${name} imports of ours only ${allowed.join(", ") || "nothing"}`, () => {
      const wrong = sourceFiles(`packages/${name}/src`, [".ts"]).flatMap((file) =>
        importsOf(file)
          .filter((target) => ours.test(target) && !allowed.some((one) => target === one || target.startsWith(`${one}/`)))
          .map((target) => `${file.path} imports ${target}`),
      );
      expect(wrong).toEqual([]);
    });
  }

  it("no file reaches into another package by a path", () => {
    const wrong = sourceFiles("packages", [".ts"]).flatMap((file) =>
      importsOf(file)
        .filter((target) => /^(?:\.\.\/)+(?:auth|doctor|sandbox|clauses|conformance)\//.test(target))
        .map((target) => `${file.path} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe("only EDGE files touch the outside world", () => {
  for (const [name, allowed] of Object.entries(edges)) {
    it(`${name} touches network, disk, process and clock only at its edge`, () => {
      const folder = `packages/${name}/src/`;
      const wrong = sourceFiles(folder, [".ts"])
        .filter((file) => !allowed.some((edge) => edge.test(file.path.slice(folder.length))))
        .flatMap((file) => outside.filter((pattern) => pattern.test(code(file.text))).map((pattern) => `${file.path} uses ${pattern.source}`));
      expect(wrong).toEqual([]);
    });

    it(`every edge listed for ${name} exists`, () => {
      const folder = `packages/${name}/src/`;
      const paths = sourceFiles(folder, [".ts"]).map((file) => file.path.slice(folder.length));
      expect(allowed.filter((edge) => !paths.some((path) => edge.test(path)))).toEqual([]);
    });
  }
});

describe("the tree stays readable", () => {
  const all = [...sourceFiles("packages", [".ts", ".mjs"]), ...sourceFiles("scripts", [".mjs"])];

  it("no file is longer than 250 lines", () => {
    const long = all.map((file) => ({ path: file.path, lines: file.text.split("\n").length - 1 })).filter((file) => file.lines > 250);
    expect(long).toEqual([]);
  });

  it("a check of the doctor is no longer than 60 lines", () => {
    const long = sourceFiles("packages/doctor/src/checks", [".ts"])
      .map((file) => ({ path: file.path, lines: file.text.split("\n").length - 1 }))
      .filter((file) => file.lines > 60 && !file.path.endsWith("/index.ts"));
    expect(long).toEqual([]);
  });

  it("no file is a dumping ground by name", () => {
    expect(all.map((file) => file.path).filter((path) => /\/(?:utils?|helpers?|common|types|misc)\.[a-z]+$/.test(path))).toEqual([]);
  });
});

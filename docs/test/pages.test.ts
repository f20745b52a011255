import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { aadsts, causes } from "entra-doctor";
import { pages } from "../.vitepress/navigation.ts";
import { expandSamples } from "../.vitepress/sample-tabs.ts";
import { expandTabs } from "../.vitepress/tabs.ts";
import { checkSite } from "../build/check-site.mjs";
import { checkSources } from "../build/check-sources.mjs";
import { regionsOf } from "../build/samples.mjs";
import { dist } from "./site-server.ts";

const docs = fileURLToPath(new URL("..", import.meta.url));
const sourceOfPage = (path: string): string => join(docs, `${path.endsWith("/") ? `${path}index` : path}.md`);

/** Pages in English only. This list may only shrink. */
const englishOnly = ["/causes/", "/samples/spec", "/reference/entra-doctor", "/reference/json", "/reference/auth", "/reference/entra-sandbox", "/reference/snippets"];

describe("the pages", () => {
  it("the sources hold no hand-typed code, and every region stands in all languages of its sample", () => {
    expect(checkSources()).toEqual([]);
  });

  it("the rendered site has no dead link or anchor, no marker, and a head on every page", () => {
    expect(checkSite()).toEqual([]);
  });

  it("every page that the side bar names is there, in both languages but for the listed ones", () => {
    expect(pages.filter((page) => !existsSync(sourceOfPage(page.path))).map((page) => page.path)).toEqual([]);
    expect(pages.filter((page) => page.zh === undefined).map((page) => page.path)).toEqual(englishOnly);
    expect(pages.filter((page) => page.zh && !existsSync(sourceOfPage(`/zh${page.path}`))).map((page) => page.path)).toEqual([]);
  });

  it.each(["troubleshooting/index.md", "zh/troubleshooting/index.md"])("%s names for each AADSTS code the cause that the doctor knows", (page) => {
    const rows = readFileSync(join(docs, page), "utf8").split("\n").filter((line) => line.startsWith("| `AADSTS"));
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) {
      for (const [, number] of row.matchAll(/`AADSTS(\d+)`/g)) expect(row).toContain(`(/causes/${aadsts.get(Number(number))?.cause})`);
    }
  });

  it("every cause has a page that says why and how to mend it", () => {
    for (const cause of Object.values(causes)) {
      const html = readFileSync(join(dist, "causes", `${cause.id}.html`), "utf8");
      expect(html, cause.id).toContain('id="why"');
      expect(html, cause.id).toContain('id="fix"');
    }
  });
});

describe("regions", () => {
  const path = "sample.py";

  it("are cut without markers and without their common indentation", () => {
    const text = "# region a\n    one\n    # region b\n      two\n    # endregion b\n# endregion a\n";
    expect(regionsOf(text, path).get("a")?.code).toBe("one\n  two");
    expect(regionsOf(text, path).get("b")).toEqual({ code: "two", from: 4, to: 4 });
  });

  for (const [what, text] of [
    ["empty", "// #region a\n// #endregion a\n"],
    ["never closes", "// #region a\none\n"],
    ["twice", "// #region a\none\n// #endregion a\n// #region a\ntwo\n// #endregion a\n"],
    ["not open", "// #endregion a\n"],
    ["without a name", "// #region a\none\n// #endregion\n"],
  ] as const) {
    it(`stop the build when one is ${what}`, () => {
      expect(() => regionsOf(text, path)).toThrow(what);
    });
  }

  it("stop the build when a page asks for one that is not there", () => {
    expect(() => expandSamples("@sample basic#no-such-region\n")).toThrow("no-such-region");
    expect(() => expandSamples("@sample no-such-sample\n")).toThrow("no-such-sample");
  });
});

describe("tabs", () => {
  it("become a component with a panel per label; code that looks like a mark is left alone", () => {
    const markdown = [":::tabs tool", "== Azure CLI", "```sh", "== no label", ":::", "```", "== It's Bicep", "text", ":::", "after"].join("\n");
    expect(expandTabs(markdown).split("\n").filter(Boolean)).toEqual([
      `<TabGroup group="tool" :labels="['Azure CLI', 'It\\'s Bicep']">`,
      "<template #panel-0>", "```sh", "== no label", ":::", "```", "</template>",
      "<template #panel-1>", "text", "</template>",
      "</TabGroup>",
      "after",
    ]);
  });

  it("that are never closed stop the build", () => {
    expect(() => expandTabs(":::tabs tool\n== One\ntext")).toThrow("never closed");
  });
});

describe("snippets for other sites", () => {
  it("every file that the manifest names is there and has its hash", async () => {
    const { createHash } = await import("node:crypto");
    const folder = join(dist, "snippets");
    const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as { snippets: { id: string; file: string; sha256: string; packages: unknown[] }[] };
    expect(manifest.snippets.length).toBeGreaterThan(60);
    for (const snippet of manifest.snippets) {
      expect(createHash("sha256").update(readFileSync(join(folder, snippet.file))).digest("hex"), snippet.id).toBe(snippet.sha256);
      expect(snippet.packages.length, `${snippet.id} names its packages`).toBeGreaterThan(0);
    }
    expect(readdirSync(folder).length).toBe(manifest.snippets.length + 2);
  });

  it("the manifest fits its published schema", async () => {
    const { Ajv2020 } = await import("ajv/dist/2020.js");
    const read = (name: string): object => JSON.parse(readFileSync(join(dist, "snippets", name), "utf8")) as object;
    const validate = new Ajv2020().compile(read("manifest.schema.json"));
    expect(validate(read("manifest.json")) ? [] : validate.errors).toEqual([]);
  });

  it("the examples of the page about them name files that are there, and VitePress shows one as it is", async () => {
    const { createMarkdownRenderer } = await import("vitepress");
    for (const name of ["vitepress.md", "docusaurus.mdx"]) {
      const text = readFileSync(join(docs, "examples", name), "utf8");
      const [, file = ""] = /snippets\/([\w.-]+)/.exec(text) ?? [];
      expect(existsSync(join(dist, "snippets", file)), name).toBe(true);
    }
    const renderer = await createMarkdownRenderer(dist);
    const html = renderer.render(readFileSync(join(docs, "examples", "vitepress.md"), "utf8"), { path: join(dist, "page.md"), relativePath: "page.md", cleanUrls: true });
    expect(html.replace(/<[^>]+>/g, "")).toContain("DefaultAzureCredential");
  });
});

import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { chromiumPath, noChromium, startBrowser } from "./browser.ts";
import type { Browser } from "./browser.ts";
import { serveSite } from "./site-server.ts";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

describe.skipIf(chromiumPath === undefined)(`the site as a reader sees it${chromiumPath ? "" : ` (${noChromium})`}`, () => {
  let site: Awaited<ReturnType<typeof serveSite>>;
  let browser: Browser;

  beforeAll(async () => {
    site = await serveSite();
    browser = await startBrowser(site.url);
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  const openPage = (path: string, options?: { width?: number; dark?: boolean }): Promise<Page> => browser.open(`${site.url}${path}`, options);

  for (const path of ["/", "/guides/start", "/samples/basic", "/causes/secret-wrong", "/troubleshooting/paste", "/zh/", "/zh/guides/roles"]) {
    for (const dark of [false, true]) {
      it(`${path} has no serious accessibility violation${dark ? " in dark mode" : ""}`, async () => {
        const page = await openPage(path, { dark });
        // The policy of the page forbids foreign scripts, so axe is evaluated through the debugger, not added as an element.
        await page.evaluate((await import("node:fs")).readFileSync(axe, "utf8"));
        const violations = await page.evaluate(async () => {
          const run = (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> } }).axe;
          const result = await run.run();
          return result.violations.filter((one) => one.impact === "serious" || one.impact === "critical").map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html).join(" ")}`);
        });
        await page.close();
        expect(violations).toEqual([]);
      });
    }

    it(`${path} fits a screen of 360 pixels`, async () => {
      const page = await openPage(path, { width: 360 });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      await page.close();
      expect(overflow).toBeLessThanOrEqual(0);
    });
  }

  it("a chosen language stays chosen on the page and on the next one", async () => {
    const page = await openPage("/guides/basic");
    await page.getByRole("tab", { name: "Python" }).first().click();
    const selected = (): Promise<string[]> => page.getByRole("tab", { selected: true }).allTextContents();
    expect(new Set(await selected())).toEqual(new Set(["Python"]));
    await page.goto(`${site.url}/samples/token-refresh`, { waitUntil: "load" });
    await page.getByRole("tab", { name: "Python", selected: true }).first().waitFor();
    await page.close();
  });

  it("tabs are reached and switched by keyboard alone", async () => {
    const page = await openPage("/samples/basic");
    await page.getByRole("tab", { selected: true }).first().focus();
    for (const [key, name] of [["Home", "TypeScript"], ["ArrowRight", "Python"], ["End", "Rust"], ["ArrowRight", "TypeScript"], ["ArrowLeft", "Rust"]] as const) {
      await page.keyboard.press(key);
      await page.getByRole("tab", { name, selected: true }).first().waitFor();
      expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe(name);
    }
    // The panel shows that language, and no other panel is reachable.
    expect(await page.locator("[role=tabpanel]:visible").first().textContent()).toContain("fn ");
    await page.close();
  });

  it("the copy button gives the code without a marker", async () => {
    const page = await openPage("/samples/basic");
    await browser.context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: site.url });
    await page.locator("[role=tabpanel]:visible button.copy").first().click({ force: true });
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    await page.close();
    expect(copied.length).toBeGreaterThan(200);
    expect(copied).not.toMatch(/#?(?:end)?region/);
  });

  for (const [words, path, title] of [
    ["AADSTS7000215", "/", "secret-wrong"],
    ["托管标识", "/zh/", "托管"],
  ] as const) {
    it(`a search for ${words} leads to its page`, async () => {
      const page = await openPage(path);
      await page.locator("#local-search button").first().click();
      await page.locator(".search-input").fill(words);
      const first = page.locator(".results .result").first();
      await first.waitFor();
      const links = await page.locator(".results .result").evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
      if (words.startsWith("AADSTS")) {
        expect(links[0]).toContain(`/causes/${title}`);
        await first.click();
        await page.waitForURL(`**/causes/${title}**`);
      } else {
        expect(await page.locator(".results").textContent()).toContain(title);
      }
      await page.close();
    });
  }

  it("no page logged an error, failed a request or asked another host", () => {
    expect(browser.problems).toEqual([]);
  });
});

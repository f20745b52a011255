import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import type { BrowserContext, Page } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The system's Chromium, or undefined where there is none. */
export const chromiumPath = [process.env.CHROMIUM_PATH ?? "", ...(process.env.PATH ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))].find((path) => path !== "" && existsSync(path));

/** Said when the browser's tests are skipped. */
export const noChromium = "there is no Chromium: install it (on Debian: apt-get install chromium) or name it in CHROMIUM_PATH";

/** A browser with an empty profile that speaks to nobody by itself. */
export interface Browser {
  context: BrowserContext;
  /** What went wrong in any page so far: console errors, failed requests, requests to other hosts. */
  problems: string[];
  open(url: string, options?: { width?: number; dark?: boolean }): Promise<Page>;
  close(): Promise<void>;
}

/** Starts the system's Chromium without a window. */
export async function startBrowser(site: string): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), "copilot-entra-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath ?? "",
    headless: true,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  const problems: string[] = [];
  const watch = (page: Page): void => {
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(`${page.url()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => problems.push(`${page.url()}: ${error.message}`));
    page.on("requestfailed", (request) => problems.push(`${page.url()}: ${request.url()} failed: ${request.failure()?.errorText ?? ""}`));
    page.on("request", (request) => {
      if (!request.url().startsWith(site) && !/^(?:data|blob):/.test(request.url())) problems.push(`${page.url()} asked ${request.url()}`);
    });
  };
  return {
    context,
    problems,
    async open(url, { width = 1280, dark = false } = {}) {
      const page = await context.newPage();
      watch(page);
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
      await page.goto(url, { waitUntil: "load" });
      // The page answers to clicks only once its script has taken over the rendered text.
      await page.waitForFunction(() => (document.querySelector("#app") as { __vue_app__?: unknown } | null)?.__vue_app__ !== undefined);
      return page;
    },
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

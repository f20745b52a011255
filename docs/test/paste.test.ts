import { gzipSync } from "node:zlib";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath, noChromium, startBrowser } from "./browser.ts";
import type { Browser } from "./browser.ts";
import { dist, serveSite } from "./site-server.ts";

const secretExpired = "ClientSecretCredential authentication failed: AADSTS7000222: The provided client secret keys for app '00000000-1111-2222-3333-444444444444' are expired.";
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const token = `${part({ alg: "RS256", typ: "JWT" })}.${part({ aud: "https://management.azure.com", tid: "aaaaaaaa-1111-2222-3333-444444444444", exp: 1_700_000_000 })}.c2ln`;

describe("the paste page's own bundle", () => {
  const assets = join(dist, "assets");
  const core = readdirSync(join(assets, "chunks")).filter((name) => name.startsWith("paste-core"));

  it("is loaded by no other page, and weighs at most 150 KB compressed", () => {
    expect(core).toHaveLength(1);
    const size = core.reduce((sum, name) => sum + gzipSync(readFileSync(join(assets, "chunks", name))).length, 0);
    expect(size).toBeLessThanOrEqual(150 * 1024);
    for (const page of ["index.html", "samples/basic.html", "causes/secret-wrong.html"]) expect(readFileSync(join(dist, page), "utf8")).not.toContain("paste-core");
  });
});

describe.skipIf(chromiumPath === undefined)(`paste your error${chromiumPath ? "" : ` (${noChromium})`}`, () => {
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

  it("names the cause of a pasted log by keyboard alone, and nothing leaves the page", async () => {
    const page = await browser.open(`${site.url}/troubleshooting/paste`);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.getByLabel("Error text or token").focus();
    await page.keyboard.insertText(secretExpired);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.locator(".result h2").waitFor();
    expect(await page.locator(".result").textContent()).toContain("secret-expired");
    // What was asked for are the page's own script files, with nothing in the request but their names.
    expect(asked.filter((url) => !new URL(url).pathname.startsWith("/assets/") || new URL(url).search !== "")).toEqual([]);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H2");
    await page.close();
  });

  it("can open no connection even when a script tries", async () => {
    const page = await browser.open(`${site.url}/troubleshooting/paste`);
    const refused = await page.evaluate(() => fetch("/snippets/manifest.json").then(() => "connected", () => "refused"));
    expect(refused).toBe("refused");
    await page.close();
    // The refusal itself is logged by the browser; it is what this test wanted.
    browser.problems.length = 0;
  });

  it("reads a token without showing it, in Chinese too", async () => {
    const page = await browser.open(`${site.url}/zh/troubleshooting/paste`);
    await page.getByLabel("错误文本或令牌").fill(token);
    await page.getByRole("button", { name: "找出原因" }).click();
    await page.locator(".result h2").waitFor();
    const shown = (await page.locator(".result").textContent()) ?? "";
    expect(shown).toContain("https://management.azure.com");
    expect(shown).not.toContain(token.split(".")[1]);
    await page.close();
  });

  it("links only by the cause's id", async () => {
    const page = await browser.open(`${site.url}/troubleshooting/paste`);
    await page.getByLabel("Error text or token").fill(secretExpired);
    await page.getByRole("button", { name: "Name the cause" }).click();
    await page.locator(".result h2").waitFor();
    const links = await page.locator(".result a").evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((link) => !/^\/causes\/[a-z0-9-]+$/.test(link))).toEqual([]);
    await page.close();
  });

  it("logged no error", () => {
    expect(browser.problems).toEqual([]);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { fileAssertion, githubAssertion } from "../src/assertion.ts";

describe("fileAssertion", () => {
  const folder = mkdtempSync(join(tmpdir(), "assertion-"));
  const path = join(folder, "token");
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("reads the file anew each time, and refuses an empty one", async () => {
    const assertion = fileAssertion(path);
    await expect(assertion()).rejects.toMatchObject({ code: "ENOENT" });
    writeFileSync(path, "one\n");
    expect(await assertion()).toBe("one");
    writeFileSync(path, "two");
    expect(await assertion()).toBe("two");
    writeFileSync(path, " \n");
    await expect(assertion()).rejects.toMatchObject({ code: "token-missing" });
  });
});

describe("githubAssertion", () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  async function answering(status: number, body: string): Promise<{ url: string; asked: { url: string | undefined; authorization: string | undefined }[] }> {
    const asked: { url: string | undefined; authorization: string | undefined }[] = [];
    server = createServer((request, response) => {
      asked.push({ url: request.url, authorization: request.headers.authorization });
      response.writeHead(status, { "content-type": "application/json" }).end(body);
    });
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token?api-version=2.0`, asked };
  }

  it("asks for the audience with the job's own token", async () => {
    const { url, asked } = await answering(200, '{"value":"a.b.c","count":1}');
    expect(await githubAssertion(url, "job-token", "api://AzureADTokenExchange")()).toBe("a.b.c");
    expect(asked).toEqual([{ url: "/token?api-version=2.0&audience=api%3A%2F%2FAzureADTokenExchange", authorization: "Bearer job-token" }]);
  });

  it.each([
    [403, '{"message":"no job-token here"}'],
    [200, "<html></html>"],
    [200, '{"count":0}'],
  ])("refuses an answer %i %s, without the job's token", async (status, body) => {
    const { url } = await answering(status, body);
    const error: unknown = await githubAssertion(url, "job-token", "a")().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "token-refused", evidence: { causeId: "oidc-token-permission-missing" } });
    expect(String(error)).not.toContain("job-token");
  });

  it("does not send the job's token over plain http to another machine", async () => {
    await expect(githubAssertion("http://tokens.example/", "job-token", "a")()).rejects.toMatchObject({ code: "option-invalid" });
  });
});

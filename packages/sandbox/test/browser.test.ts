import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { ids } from "../src/index.ts";
import { runProgram } from "./child.ts";
import { openSandbox } from "./open-sandbox.ts";

test.each([
  { mode: "query", method: "GET" },
  { mode: "form_post", method: "POST" },
])("the stand-in browser signs in and brings the code back to the program, by $mode", async ({ mode, method }) => {
  const sandbox = await openSandbox({ credential: "interactive-browser" });
  let resolveBack: (seen: { method: string | undefined; answer: URLSearchParams }) => void = () => {};
  const back = new Promise<Parameters<typeof resolveBack>[0]>((resolve) => (resolveBack = resolve));
  const program = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (part: string) => (body += part));
    request.on("end", () => {
      response.end("You may close this window.");
      resolveBack({ method: request.method, answer: request.method === "POST" ? new URLSearchParams(body) : new URL(request.url ?? "", "http://localhost").searchParams });
    });
  });
  await new Promise<void>((resolve) => void program.listen(0, "127.0.0.1", resolve));
  const redirect = `http://localhost:${(program.address() as AddressInfo).port}`;
  const query = new URLSearchParams({ client_id: ids.desktopApp, response_type: "code", redirect_uri: redirect, scope: "https://ai.azure.com/.default", response_mode: mode, state: 'a"b&c<d' });
  await runProgram(sandbox, sandbox.env["BROWSER"] ?? "", [`https://login.microsoftonline.com/${ids.contosoTenant}/oauth2/v2.0/authorize?${query}`]);
  const { method: used, answer } = await back;
  program.close();
  expect([used, answer.get("state")]).toEqual([method, 'a"b&c<d']);
  expect(answer.get("code")).toMatch(/^1\.AX/);
});

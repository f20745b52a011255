import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { postForm } from "./user-form.ts";
import type { SignInResult, UserSignIn } from "./user-form.ts";

const limitMs = 120_000;

/** Authorization code with PKCE (RFC 7636): opens a browser, takes the code on a loopback port (RFC 8252), exchanges it. */
export async function browserSignIn(signIn: UserSignIn, scope: string): Promise<SignInResult> {
  const verifier = randomBytes(32).toString("base64url");
  const state = randomBytes(16).toString("base64url");
  // Not AbortSignal.any: Node 20 may collect a timeout that only that one holds before it fires.
  const ends = [signIn.signal, AbortSignal.timeout(limitMs)];
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  try {
    const redirect = `http://localhost:${(server.address() as AddressInfo).port}`;
    const url = new URL(`${signIn.base}/authorize`);
    const query = { client_id: signIn.clientId, scope, response_type: "code", redirect_uri: redirect, state, code_challenge_method: "S256" };
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    url.searchParams.set("code_challenge", createHash("sha256").update(verifier).digest("base64url"));
    const way = waitForWayBack(server, state, ends);
    openBrowser(url.href, signIn.tools.env);
    signIn.tools.notify(`A browser opens to sign in; this waits for two minutes. Where none opens, go to ${url.href}`);
    const answer = await way;
    if ("problem" in answer) return { unusable: answer.problem };
    return await postForm(signIn, { grant_type: "authorization_code", code: answer.code, redirect_uri: redirect, code_verifier: verifier, scope });
  } catch {
    return { unusable: signIn.signal.aborted ? "the sign-in was interrupted" : `nobody signed in within ${limitMs / 1000} s` };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function waitForWayBack(server: ReturnType<typeof createServer>, state: string, ends: readonly AbortSignal[]): Promise<{ code: string } | { problem: string }> {
  return new Promise((resolve, reject) => {
    for (const one of ends) one.addEventListener("abort", () => reject(new Error("no answer")), { once: true });
    server.on("request", (request, response) => {
      const { searchParams } = new URL(request.url ?? "/", "http://localhost");
      const mine = searchParams.get("state") === state;
      response.writeHead(mine ? 200 : 400, { "content-type": "text/plain; charset=utf-8", connection: "close" });
      response.end(mine ? "You can close this window and go back to the terminal." : "This is not the answer that is waited for.");
      if (!mine) return;
      const code = searchParams.get("code");
      const said = searchParams.get("error_description") ?? searchParams.get("error") ?? "the sign-in page gave no code";
      resolve(code === null ? { problem: said.replace(/\s+/g, " ").slice(0, 500) } : { code });
    });
  });
}

/** With BROWSER, else what the system opens links with. Where there is none, the printed page is the way. */
function openBrowser(url: string, env: Readonly<Record<string, string | undefined>>): void {
  const named = env["BROWSER"]?.trim();
  const system: Readonly<Record<string, [string, string[]]>> = { darwin: ["open", [url]], win32: ["rundll32", ["url.dll,FileProtocolHandler", url]] };
  const [program, args] = named === undefined || named === "" ? (system[process.platform] ?? ["xdg-open", [url]]) : [named, [url]];
  try {
    const child = spawn(program, args, { stdio: "ignore", env, windowsHide: true });
    // A missing program shows as an event.
    child.on("error", () => {});
    child.unref();
  } catch {
    // The page was printed.
  }
}

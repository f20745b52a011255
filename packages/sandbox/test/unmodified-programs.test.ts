import { spawnSync } from "node:child_process";
import { devNull } from "node:os";
import { expect, test } from "vitest";
import { createSandbox, ids, type SandboxOptions } from "../src/index.ts";
import { runProgram, runScript } from "./child.ts";

const discovery = `https://login.microsoftonline.com/${ids.contosoTenant}/v2.0/.well-known/openid-configuration`;

async function inSandbox<T>(use: (sandbox: Awaited<ReturnType<typeof createSandbox>>) => Promise<T>, options: SandboxOptions = {}): Promise<T> {
  const sandbox = await createSandbox(options);
  try {
    return await use(sandbox);
  } finally {
    await sandbox.close();
  }
}

const fetchScript = (url: string) => `await fetch("${url}").then((answer) => console.log(answer.status), (error) => console.log(error.cause?.code ?? error.cause?.message));`;

test.each([
  { name: "goes through the door", url: discovery, seen: "200" },
  { name: "is refused for a foreign host", url: "https://example.com/", seen: "the proxy answered 403 for example.com:443" },
  { name: "fails as behind a company's proxy without its CA", url: discovery, options: { fault: "tls-untrusted-ca" }, seen: "SELF_SIGNED_CERT_IN_CHAIN" },
])("Node's fetch $name", async ({ url, options, seen }) => {
  await inSandbox(async (sandbox) => expect((await runScript(sandbox, fetchScript(url))).stdout.trim()).toBe(seen), options);
});

test("Node's fetch goes around the door for this machine", async () => {
  await inSandbox(async (sandbox) => {
    const { stdout } = await runScript(sandbox, fetchScript(`${sandbox.urls.plain}/login.microsoftonline.com/common/discovery/v2.0/keys`));
    expect([stdout.trim(), sandbox.tunnels, sandbox.requests.map(({ door }) => door)]).toEqual(["200", [], ["plain"]]);
  });
});

const python = `
import json, os, urllib.request
print(json.load(urllib.request.urlopen("${discovery}"))["issuer"])
question = urllib.request.Request("http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://ai.azure.com", headers={"Metadata": "true"})
print(json.load(urllib.request.urlopen(question))["token_type"])
`;
const java = `
import java.net.URI;
import java.net.http.*;
public class Ask {
  public static void main(String[] args) throws Exception {
    var answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("${discovery}")).build(), HttpResponse.BodyHandlers.ofString());
    var older = (java.net.HttpURLConnection) new java.net.URL("${discovery}").openConnection();
    System.out.println(answer.statusCode() + " " + older.getResponseCode());
  }
}
`;

interface Row {
  program: string;
  args: string[];
  /** A file that the program reads, by its name. */
  file?: [name: string, text: string];
  stdout: string;
}

const rows: Row[] = [
  { program: "curl", args: ["-sS", "-o", devNull, "-w", "%{http_code}", discovery], stdout: "200" },
  { program: "python3", args: ["-c", python], stdout: `https://login.microsoftonline.com/${ids.contosoTenant}/v2.0\nBearer` },
  { program: "java", args: ["Ask.java"], file: ["Ask.java", java], stdout: "200 200" },
];

for (const { program, args, file, stdout } of rows) {
  test(`${program} goes through the door unmodified`, async ({ skip }) => {
    skip(spawnSync(program, ["--version"]).error !== undefined, `${program} is not installed`);
    await inSandbox(
      async (sandbox) => {
        const result = await runProgram(sandbox, program, args, file);
        expect(result.stdout.trim(), result.stderr).toBe(stdout);
        expect(sandbox.foreign).toEqual([]);
      },
      { credential: "imds" },
    );
  });
}

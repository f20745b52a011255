import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { CopilotClient, type CopilotSession, type ProviderConfig, type SessionConfig } from "@github/copilot-sdk";
import { createSandbox, type Sandbox } from "@copilot-entra/sandbox";
import { afterAll, expect } from "vitest";
import type { TokenCredential } from "../src/token-source.ts";
import { leaks } from "./child.ts";

/** The real Copilot runtime in front of a sandbox, with a state folder of its own. */
export interface Stage {
  readonly sandbox: Sandbox;
  readonly client: CopilotClient;
  readonly home: string;
  /** Everything that the runtime reported on sessions opened here. */
  readonly events: { type: string; data: unknown }[];
  /** The sandbox's App Service identity; each call is one request. */
  readonly credential: TokenCredential;
  open(provider: ProviderConfig, config?: Partial<SessionConfig>): Promise<CopilotSession>;
  /** Inference requests that the data plane saw. */
  asked(): Sandbox["requests"];
  /** Requests for tokens. */
  tokens(): Sandbox["requests"];
  /** Fails when a token or secret of the sandbox is in one of these values, in an event or in a file of the state folder. */
  expectNoLeak(...values: unknown[]): void;
  close(): Promise<void>;
}

let shared: Promise<Sandbox> | undefined;
afterAll(async () => (await shared)?.close());

/** The test file's one sandbox as new, with a fault. Making one takes a second, most of it for keys. */
export async function freshSandbox(fault?: string): Promise<Sandbox> {
  const sandbox = await (shared ??= createSandbox());
  sandbox.reset();
  if (fault !== undefined) sandbox.break(fault);
  return sandbox;
}

/** Puts the real runtime in front of the file's sandbox. */
export async function stage(fault?: string): Promise<Stage> {
  const sandbox = await freshSandbox(fault);
  const home = mkdtempSync(join(tmpdir(), "auth-stage-"));
  const client = new CopilotClient({ env: sandbox.childEnv(), baseDirectory: home });
  const events: Stage["events"] = [];
  return {
    sandbox,
    client,
    home,
    events,
    credential: identityOf(sandbox),
    async open(provider, config = {}) {
      const session = await client.createSession({ model: "gpt-5.5", availableTools: [], systemMessage: { mode: "replace", content: "Be brief." }, provider, ...config });
      session.on((event) => void events.push(event));
      return session;
    },
    asked: () => sandbox.requests.filter((request) => request.part === "foundry"),
    tokens: () => sandbox.requests.filter((request) => request.part === "managed-identity"),
    expectNoLeak(...values) {
      expect(leaks(sandbox, inspect(values, { depth: 20, showHidden: true }))).toEqual([]);
      expect(leaks(sandbox, JSON.stringify(events))).toEqual([]);
      for (const path of filesBelow(home)) expect(leaks(sandbox, readFileSync(path, "latin1")), path).toEqual([]);
    },
    async close() {
      await client.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The App Service identity of a sandbox as a credential; each call is one request. */
export function identityOf(sandbox: Sandbox): TokenCredential {
  return {
    async getToken(scope, options) {
      const { IDENTITY_ENDPOINT = "", IDENTITY_HEADER = "" } = sandbox.env;
      const url = new URL(IDENTITY_ENDPOINT);
      url.searchParams.set("api-version", "2019-08-01");
      url.searchParams.set("resource", String(scope).replace(/\/\.default$/, ""));
      const answer = await fetch(url, { headers: { "x-identity-header": IDENTITY_HEADER }, signal: options?.abortSignal ?? null });
      const body = (await answer.json()) as { access_token: string; expires_on: string };
      return { token: body.access_token, expiresOnTimestamp: Number(body.expires_on) * 1_000 };
    },
  };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : [];
  });
}

import { afterEach } from "vitest";
import { createSandbox, createSigningKeys, type Sandbox, type SandboxOptions } from "../src/index.ts";

const open: Sandbox[] = [];
afterEach(() => Promise.all(open.splice(0).map((sandbox) => sandbox.close())));

const signingKeys = createSigningKeys();

/** A sandbox that is closed when the test has ended; those of one file sign tokens with the same keys. */
export async function openSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await createSandbox({ signingKeys: await signingKeys, ...options });
  open.push(sandbox);
  return sandbox;
}

import { createSandbox, createSigningKeys, type Sandbox, type SandboxOptions } from "@copilot-entra/sandbox";

let signingKeys: ReturnType<typeof createSigningKeys> | undefined;

/** A sandbox of its own, but for the keys that sign tokens: they are most of what one costs, and a proof opens many. */
export async function openSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  signingKeys ??= createSigningKeys();
  return createSandbox({ signingKeys: await signingKeys, ...options });
}

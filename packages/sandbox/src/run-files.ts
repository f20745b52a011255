import { join } from "node:path";
import type { Authority } from "./authority.ts";
import type { SeededContext } from "./context.ts";
import type { CredentialKindRecord } from "./credential-kinds.ts";
import { issueOutsideAssertion } from "./entra/token.ts";
import { machine } from "./machine.ts";
import type { RunFolder } from "./run-folder.ts";
import { launcher } from "./tools/launcher.ts";

const toolNames = ["az", "azd", "pwsh"] as const;

/**
 * Keeps what programs read from disk as the world is: trust stores, the app's certificate, the platform's assertion, stand-ins of tools.
 * Each call brings it up to date.
 */
export function createRunFiles(folder: RunFolder, authority: Authority, context: SeededContext, kind: CredentialKindRecord): () => void {
  const { files } = folder;
  const launcherOf = (tool: string) => launcher(tool, { node: machine.node, program: machine.childProgram("stand-in"), door: context.plainUrl, isWindows: machine.isWindows });
  const writeLauncher = (tool: string, at: string) => {
    const { name, content } = launcherOf(tool);
    folder.write(join(at, name), content, { program: true });
  };
  const writeArcKey = () => {
    const { hostSecrets } = context;
    if (hostSecrets.arcKeyFile === "") hostSecrets.arcKeyFile = join(machine.arcTokens, `entra-sandbox-${new URL(context.plainUrl).port}.key`);
    try {
      folder.write(hostSecrets.arcKeyFile, hostSecrets.arcKey);
    } catch (error) {
      throw new Error(`Azure Arc's clients read keys from ${machine.arcTokens} only, where this user may not write; run as one who may.`, { cause: error });
    }
  };
  let assertion = "";
  let renewAt = 0;
  return () => {
    const { world } = context;
    folder.write(files.ca, authority.caPem);
    folder.write(files.javaTrustStore, authority.javaTrustStore);
    if (context.secrets.certificate !== undefined) folder.write(files.clientCertificate, context.secrets.certificate.pem);
    writeLauncher("browser", join(files.browser, ".."));
    for (const tool of toolNames) {
      if (world.tools[tool] === undefined || world.tools[tool] === "missing") folder.remove(join(files.tools, launcherOf(tool).name));
      else writeLauncher(tool, files.tools);
    }
    if (world.identityHost === "arc") writeArcKey();
    if (kind.assertionFile !== true) return;
    const wanted = JSON.stringify(world.assertion);
    const now = world.clock.now();
    if (wanted === assertion && now < renewAt) return;
    folder.write(files.federatedToken, issueOutsideAssertion(context));
    // A platform renews the file when a part of the lifetime has passed.
    [assertion, renewAt] = [wanted, now + world.assertion.lifetime * 500];
  };
}

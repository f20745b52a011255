import type { Authority } from "./authority.ts";
import type { SeededContext } from "./context.ts";
import { issueOutsideAssertion } from "./entra/token.ts";
import type { RunFolder } from "./run-folder.ts";

/** Keeps what programs read from disk as the world is: trust stores, the app's certificate, the platform's assertion. Each call brings it up to date. */
export function createRunFiles(folder: RunFolder, authority: Authority, context: SeededContext): () => void {
  const { files } = folder;
  let assertion = "";
  let renewAt = 0;
  return () => {
    folder.write(files.ca, authority.caPem);
    folder.write(files.javaTrustStore, authority.javaTrustStore);
    folder.write(files.clientCertificate, context.secrets.certificate.pem);
    const wanted = JSON.stringify(context.world.assertion);
    const now = context.world.clock.now();
    if (wanted === assertion && now < renewAt) return;
    folder.write(files.federatedToken, issueOutsideAssertion(context));
    // A platform renews the file when a part of the lifetime has passed.
    [assertion, renewAt] = [wanted, now + context.world.assertion.lifetime * 500];
  };
}

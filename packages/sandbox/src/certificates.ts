import { createAuthority, type Authority, type ServerCertificate } from "./authority.ts";
import type { World } from "./world.ts";

/** The certificates of one run: those of the CA that its environment trusts, and those that a broken world shows. */
export interface Certificates {
  trusted: Authority;
  /** The certificate that a host shows now, as the world's transport says. */
  show: (host: string) => Promise<ServerCertificate>;
}

/** Makes the run's CA; a second one, which nobody trusts, is made when it is first needed. */
export async function createCertificates(world: World): Promise<Certificates> {
  const trusted = await createAuthority("Entra Sandbox CA", world.clock.now());
  let stranger: Promise<Authority> | undefined;
  return {
    trusted,
    show: async (host) => {
      const { certificate } = world.transport;
      if (certificate === "untrusted") {
        stranger ??= createAuthority("Contoso Corporate Proxy CA", world.clock.now());
        return (await stranger).certificateFor(host);
      }
      const shown = certificate === "wrong-name" ? "another.example" : host;
      return trusted.certificateFor(shown, { selfSigned: certificate === "self-signed", expired: certificate === "expired" });
    },
  };
}

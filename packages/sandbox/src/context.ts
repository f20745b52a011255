import { randomBytes } from "node:crypto";
import type { Context, SigningKeys } from "./app.ts";
import { createClientCertificate } from "./authority.ts";
import { createClock } from "./clock.ts";
import { createSessions } from "./entra/sessions.ts";
import { createSigningKeys, createSigningKeysNow } from "./keys.ts";
import { builtInRoles } from "./roles/built-in.ts";
import { seedWorld, type SeedSecrets } from "./seed.ts";

/** A context with the default world, and what it takes to put that world back as it was. */
export interface SeededContext extends Context {
  secrets: SeedSecrets;
  /** Every secret and token noted so far, oldest first. */
  readonly canaries: string[];
  /** Puts the default world back: same object, same secrets and keys, clock at the machine's time. */
  reseed(): void;
}

/** Makes keys, secrets and the default world; all of it belongs to this context alone, signing keys that were handed in apart. RSA keys take a while, so what few need is made on demand. */
export async function createContext(options: { certificate?: boolean; signingKeys?: SigningKeys | undefined } = {}): Promise<SeededContext> {
  const [keys, certificate] = await Promise.all([
    options.signingKeys ?? createSigningKeys(),
    options.certificate !== false ? createClientCertificate("contoso-app", createClock().now()) : undefined,
  ]);
  let outsideKeys: SigningKeys | undefined;
  const secrets: SeedSecrets = {
    clientSecret: `Q8~${randomText(27)}`,
    fabrikamSecret: `Q8~${randomText(27)}`,
    ...(certificate === undefined ? {} : { certificate }),
    accountKeys: [randomText(63), randomText(63)],
  };
  const hostSecrets = { identityHeader: randomBytes(24).toString("hex"), actionsToken: randomText(40), arcKey: randomText(60), arcKeyFile: "" };
  const known = new Set([secrets.clientSecret, secrets.fabrikamSecret, ...secrets.accountKeys, hostSecrets.identityHeader, hostSecrets.actionsToken, hostSecrets.arcKey]);
  const seeded = () => seedWorld(secrets, createClock(), builtInRoles());
  const world = seeded();
  return {
    world,
    keys,
    get outsideKeys() {
      return (outsideKeys ??= createSigningKeysNow());
    },
    secrets,
    hostSecrets,
    sessions: createSessions(),
    counters: {},
    plainUrl: "",
    remember: (secret) => void known.add(secret),
    get canaries() {
      return [...known];
    },
    reseed() {
      for (const key of Object.keys(world)) delete (world as unknown as Record<string, unknown>)[key];
      Object.assign(world, seeded());
    },
  };
}

function randomText(length: number): string {
  return randomBytes(length).toString("base64url").replaceAll(/[-_]/g, "x").slice(0, length);
}

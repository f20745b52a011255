import type { World } from "./world.ts";

/** One request as a handler sees it: the URL has the real Azure name, whichever door it came through. */
export interface SandboxRequest {
  method: string;
  url: URL;
  /** Lower-case names. */
  headers: Record<string, string>;
  body: string;
}

/** What a handler answers. A string body is sent whole; parts are sent as they come. */
export interface SandboxResponse {
  status: number;
  headers: Record<string, string>;
  body: string | AsyncIterable<string>;
}

/** What handlers need besides the world: the keys that sign tokens. */
export interface Context {
  world: World;
  keys: SigningKeys;
}

/** The key pair that signs this world's tokens (RS256). */
export interface SigningKeys {
  kid: string;
  privateKeyPem: string;
  publicKeyPem: string;
  /** Public JSON Web Key, as the keys endpoint shows it. */
  jwk: Record<string, unknown>;
}

export type Handler = (request: SandboxRequest, context: Context) => SandboxResponse | Promise<SandboxResponse>;

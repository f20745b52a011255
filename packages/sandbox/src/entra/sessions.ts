/** A sign-in that was started and has not been redeemed: an authorization code, a device code or a refresh token. */
export interface Session {
  tenantId: string;
  clientId: string;
  /** Object id of the user who signs in. */
  userId: string;
  scope: string;
  /** Milliseconds since the epoch, by the world's clock. */
  expiresAt: number;
  redirectUri?: string;
  /** PKCE challenge of an authorization code, with its method. */
  challenge?: { value: string; method: string };
  /** Value that the ID token must repeat. */
  nonce?: string;
  /** Polls of a device code that were answered with "pending". */
  polls?: number;
}

/** What the token endpoint remembers between requests of one sandbox, by the secret that redeems it. */
export interface Sessions {
  codes: Map<string, Session>;
  deviceCodes: Map<string, Session>;
  refreshTokens: Map<string, Session>;
}

/** No sign-in under way. */
export function createSessions(): Sessions {
  return { codes: new Map(), deviceCodes: new Map(), refreshTokens: new Map() };
}

import { clouds } from "./cloud.ts";
import { credentialKinds, type CompleteSettings, type CredentialKind, type CredentialRow, type CredentialSettings } from "./credential-kinds.ts";
import { processEnvironment, type Environment } from "./environment.ts";
import { FoundryAuthError, isFoundryAuthError } from "./errors.ts";
import { refusalOf } from "./token-refusal.ts";
import { redactedError } from "./token-text.ts";
import type { TokenCredential } from "./token-source.ts";

/** Settings of a credential, and where the rest is read. */
export interface CredentialOptions extends CredentialSettings {
  /** Default: the environment of this process. The identity library reads that one itself for what hosts set, for instance `IDENTITY_ENDPOINT`. */
  readonly environment?: Environment | undefined;
}

/** A credential of a known kind. */
export interface KindCredential extends TokenCredential {
  readonly kind: CredentialKind;
}

/** Whether a word is a kind that {@link createCredential} knows. */
export function isCredentialKind(value: string): value is CredentialKind {
  return Object.hasOwn(credentialKinds, value);
}

/** Completes settings from an environment; blanks count as not set. Pure. */
export function completeSettings(settings: CredentialSettings, environment: Environment): CompleteSettings {
  const from = (variable: string): string | undefined => environment[variable]?.trim() || undefined;
  const chosen = settings.objectId ?? settings.resourceId;
  const url = from("ACTIONS_ID_TOKEN_REQUEST_URL");
  const token = from("ACTIONS_ID_TOKEN_REQUEST_TOKEN");
  const cloud = settings.cloud ?? clouds.public;
  return {
    ...settings,
    tenantId: settings.tenantId || from("AZURE_TENANT_ID"),
    // An identity named by its object or resource id is not also named by a client id that lies around.
    clientId: settings.clientId || (chosen ? undefined : from("AZURE_CLIENT_ID")),
    clientSecret: settings.clientSecret || from("AZURE_CLIENT_SECRET"),
    certificatePath: settings.certificatePath || from("AZURE_CLIENT_CERTIFICATE_PATH"),
    certificatePassword: settings.certificatePassword || from("AZURE_CLIENT_CERTIFICATE_PASSWORD"),
    sendCertificateChain: settings.sendCertificateChain ?? (/^(1|true)$/i.test(from("AZURE_CLIENT_SEND_CERTIFICATE_CHAIN") ?? "") ? true : undefined),
    tokenFilePath: settings.tokenFilePath || from("AZURE_FEDERATED_TOKEN_FILE"),
    authorityHost: from("AZURE_AUTHORITY_HOST") ?? cloud.authority,
    selector: from("AZURE_TOKEN_CREDENTIALS"),
    github: url && token ? { url, token } : undefined,
    federatedAudience: cloud.federatedAudience,
  };
}

/** What this kind of credential lacks, by name of variable; empty when it can be made. Loads nothing and asks nobody. */
export function missingForCredential(kind: CredentialKind, options: CredentialOptions = {}): string[] {
  return (credentialKinds[kind] satisfies CredentialRow).missing(completeSettings(options, options.environment ?? processEnvironment()));
}

/**
 * Makes a credential of one of the ten kinds. `@azure/identity` is loaded here and not before: it costs 0.2 to 0.4 seconds.
 *
 * @throws {FoundryAuthError} `credential-unknown`, `credential-incomplete` with the names of what is missing, `option-invalid`,
 * `library-missing`, or `token-refused` with the library's reason when it can't make one.
 */
export async function createCredential(kind: CredentialKind, options: CredentialOptions = {}): Promise<KindCredential> {
  if (!isCredentialKind(kind)) throw new FoundryAuthError("credential-unknown", { given: String(kind), known: Object.keys(credentialKinds) });
  const row: CredentialRow = credentialKinds[kind];
  const settings = completeSettings(options, options.environment ?? processEnvironment());
  if ([options.clientId, options.objectId, options.resourceId].filter(Boolean).length > 1) {
    throw new FoundryAuthError("option-invalid", { option: "clientId, objectId, resourceId", expected: "one of the three" });
  }
  const missing = row.missing(settings);
  if (missing.length > 0) throw new FoundryAuthError("credential-incomplete", { kind, missing });

  const library = await import("@azure/identity").catch((error: unknown) => {
    throw new FoundryAuthError("library-missing", { module: "@azure/identity" }, { cause: redactedError(error) });
  });
  const secrets = [settings.clientSecret, settings.certificatePassword, settings.github?.token].filter((secret) => secret !== undefined);
  const guard = (error: unknown): never => {
    throw isFoundryAuthError(error) ? error : refusalOf(error, secrets);
  };
  let credential: TokenCredential;
  try {
    credential = row.make(library, settings);
  } catch (error) {
    return guard(error);
  }
  return {
    kind,
    getToken: (scopes, request) => credential.getToken(scopes, request).catch(guard),
    ...(!row.interactive && { renew: () => createCredential(kind, options) }),
  };
}

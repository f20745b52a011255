import { createHash, randomBytes, randomUUID, X509Certificate } from "node:crypto";
import { json, type Context, type SandboxResponse } from "../app.ts";
import type { App, Properties } from "../world.ts";
import { federatedCredentialShape } from "./shapes.ts";

const done: SandboxResponse = { status: 204, headers: {}, body: "" };

/** Adds a secret; its value is told in this one answer only. */
export function addPassword(app: App, body: Properties, context: Context): SandboxResponse {
  const wanted = (body["passwordCredential"] ?? {}) as Properties;
  const end = typeof wanted["endDateTime"] === "string" ? Date.parse(wanted["endDateTime"]) : context.world.clock.now() + 730 * 86_400_000;
  const secret = { keyId: randomUUID(), value: `8Q~${randomBytes(28).toString("base64url")}`, expiresAt: end };
  context.remember(secret.value);
  app.secrets.push(secret);
  return json(200, { keyId: secret.keyId, secretText: secret.value, hint: secret.value.slice(0, 3), displayName: wanted["displayName"] ?? null, startDateTime: new Date(context.world.clock.now()).toISOString(), endDateTime: new Date(end).toISOString() });
}

/** Removes a secret by its id. */
export function removePassword(app: App, body: Properties): SandboxResponse {
  app.secrets = app.secrets.filter(({ keyId }) => keyId !== body["keyId"]);
  return done;
}

/** Adds a federated credential, or changes the one that the path names. */
export function setFederatedCredentials(app: App, body: Properties, _context: Context, params: Record<string, string>): SandboxResponse {
  const existing = app.federatedCredentials.find(({ name }) => name === params["credential"]);
  const text = (field: "name" | "issuer" | "subject"): string => (typeof body[field] === "string" ? body[field] : (existing?.[field] ?? ""));
  const audiences = Array.isArray(body["audiences"]) ? body["audiences"].map(String) : (existing?.audiences ?? []);
  const credential = { name: text("name"), issuer: text("issuer"), subject: text("subject"), audiences };
  app.federatedCredentials = [...app.federatedCredentials.filter((candidate) => candidate !== existing), credential];
  return existing === undefined ? json(201, federatedCredentialShape(credential)) : done;
}

/** Changes what a registration says of its audience, platform, redirect URIs and certificates; certificates are replaced as a whole. */
export function changeApp(app: App, body: Properties): SandboxResponse {
  const { isFallbackPublicClient, publicClient, keyCredentials, signInAudience } = body;
  const redirectUris = (publicClient as Properties | undefined)?.["redirectUris"];
  if (typeof isFallbackPublicClient === "boolean") app.publicClient = isFallbackPublicClient;
  if (Array.isArray(redirectUris)) app.redirectUris = redirectUris.map(String);
  if (typeof signInAudience === "string") app.multiTenant = signInAudience !== "AzureADMyOrg";
  if (!Array.isArray(keyCredentials)) return done;
  const certificates = (keyCredentials as Properties[]).map((credential) => certificateOf(app, credential));
  if (certificates.includes(undefined)) return json(400, { error: { code: "Request_BadRequest", message: "Key credential is not a valid certificate." } });
  app.certificates = certificates.filter((certificate) => certificate !== undefined);
  return done;
}

/** A certificate that is sent, or one that the app has and the list names again without its text. */
function certificateOf(app: App, { key, keyId, customKeyIdentifier }: Properties): App["certificates"][number] | undefined {
  if (typeof key !== "string") return app.certificates.find(({ thumbprint }) => thumbprint === keyId || thumbprint === customKeyIdentifier);
  try {
    const certificate = new X509Certificate(Buffer.from(key, "base64"));
    return {
      thumbprint: createHash("sha256").update(certificate.raw).digest("base64url"),
      publicKey: certificate.publicKey.export({ type: "spki", format: "pem" }).toString(),
      expiresAt: Date.parse(certificate.validTo),
    };
  } catch {
    return undefined;
  }
}

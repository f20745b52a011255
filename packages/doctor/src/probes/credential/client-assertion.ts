import { constants, createHash, createPrivateKey, randomUUID, sign, X509Certificate } from "node:crypto";

/** A certificate file as the libraries want it: PEM with the certificate and its unencrypted or password-protected private key. */
export type CertificateReading =
  | { ok: true; assertion(audience: string, clientId: string, now: number): string; thumbprint: string; expiresAt: number }
  | { ok: false; problem: string };

/** Reads a PEM text; says in one sentence what is wrong with it. Never shows its content. */
export function readCertificate(pem: string, password: string | undefined): CertificateReading {
  if (!pem.includes("-----BEGIN CERTIFICATE-----")) {
    return { ok: false, problem: pem.includes("-----BEGIN") ? "the file holds no certificate, only a key" : "the file is not PEM; a PFX must be converted to PEM with certificate and private key" };
  }
  if (!/-----BEGIN (RSA |ENCRYPTED )?PRIVATE KEY-----/.test(pem)) return { ok: false, problem: "the file holds no private key" };
  try {
    const certificate = new X509Certificate(pem.slice(pem.indexOf("-----BEGIN CERTIFICATE-----")));
    const keyText = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/.exec(pem)?.[0] ?? "";
    const key = createPrivateKey({ key: keyText, ...(password === undefined ? {} : { passphrase: password }) });
    if (!certificate.checkPrivateKey(key)) return { ok: false, problem: "the private key is not the one of the certificate" };
    const thumbprint = createHash("sha256").update(certificate.raw).digest("base64url");
    return {
      ok: true,
      thumbprint: createHash("sha1").update(certificate.raw).digest("hex").toUpperCase(),
      expiresAt: Math.round(Date.parse(certificate.validTo) / 1000),
      assertion: (audience, clientId, now) => {
        const issued = Math.floor(now / 1000);
        const header = encode({ alg: "PS256", typ: "JWT", "x5t#S256": thumbprint });
        const claims = encode({ aud: audience, iss: clientId, sub: clientId, jti: randomUUID(), nbf: issued, iat: issued, exp: issued + 600 });
        const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
        return `${header}.${claims}.${sign("sha256", Buffer.from(`${header}.${claims}`), { key, ...padding }).toString("base64url")}`;
      },
    };
  } catch (error) {
    return { ok: false, problem: `the certificate or its key cannot be read (${(error as NodeJS.ErrnoException).code ?? "unreadable"})` };
  }
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

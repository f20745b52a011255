import "reflect-metadata";
import { createHash, createPrivateKey, randomBytes, webcrypto, X509Certificate as NodeCertificate } from "node:crypto";
import {
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  type X509Certificate,
} from "@peculiar/x509";

const elliptic = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const day = 86_400_000;

/** A certificate that a TLS server shows: key and chain as PEM. */
export interface ServerCertificate {
  key: string;
  cert: string;
}

/** A certificate authority that exists for one run only; its key never leaves the process. */
export interface Authority {
  /** The CA's certificate, as PEM, for trust stores. */
  caPem: string;
  /** The CA's certificate in a Java key store (JKS) with the password `changeit`; every Java since 1.2 reads it, no keytool needed. */
  javaTrustStore: Buffer;
  /** A certificate for a host name or address, signed by this CA and kept for later connections. */
  certificateFor(host: string, options?: { expired?: boolean; selfSigned?: boolean }): Promise<ServerCertificate>;
}

/** Makes a new certificate authority; `commonName` is what a program shows when it does not trust it. */
export async function createAuthority(commonName: string, now: number): Promise<Authority> {
  cryptoProvider.set(webcrypto);
  const [caKeys, serverKeys] = await Promise.all([newKeys(), newKeys()]);
  const ca = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: `CN=${commonName}`,
    notBefore: new Date(now - day),
    notAfter: new Date(now + 30 * day),
    keys: caKeys,
    signingAlgorithm: elliptic,
    extensions: [new BasicConstraintsExtension(true, 0, true), new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true)],
  });
  const key = createPrivateKey({ key: Buffer.from(await webcrypto.subtle.exportKey("pkcs8", serverKeys.privateKey)), format: "der", type: "pkcs8" })
    .export({ type: "pkcs8", format: "pem" })
    .toString();
  const made = new Map<string, Promise<ServerCertificate>>();
  const make = async (host: string, expired: boolean, selfSigned: boolean): Promise<ServerCertificate> => {
    const certificate = await X509CertificateGenerator.create({
      serialNumber: serial(),
      subject: `CN=${host}`,
      issuer: selfSigned ? `CN=${host}` : ca.subject,
      notBefore: new Date(now - (expired ? 20 : 1) * day),
      notAfter: new Date(now + (expired ? -2 : 30) * day),
      publicKey: serverKeys.publicKey,
      signingKey: selfSigned ? serverKeys.privateKey : caKeys.privateKey,
      signingAlgorithm: elliptic,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension([{ type: /^[\d.]+$|:/.test(host) ? "ip" : "dns", value: host }]),
      ],
    });
    return { key, cert: selfSigned ? pem(certificate) : `${pem(certificate)}${pem(ca)}` };
  };
  return {
    caPem: pem(ca),
    javaTrustStore: javaKeyStore("entra-sandbox", Buffer.from(ca.rawData), now),
    certificateFor(host, { expired = false, selfSigned = false } = {}) {
      const id = `${host} ${expired} ${selfSigned}`;
      const known = made.get(id) ?? make(host, expired, selfSigned);
      made.set(id, known);
      return known;
    },
  };
}

/** A self-signed RSA certificate for an app registration: private key and certificate as one PEM, thumbprint (SHA-256, base64url), public key. */
export async function createClientCertificate(commonName: string, now: number): Promise<{ pem: string; thumbprint: string; publicKey: string }> {
  cryptoProvider.set(webcrypto);
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", publicExponent: new Uint8Array([1, 0, 1]), modulusLength: 2048 };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: `CN=${commonName}`,
    notBefore: new Date(now - day),
    notAfter: new Date(now + 365 * day),
    keys,
    signingAlgorithm: algorithm,
  });
  const key = createPrivateKey({ key: Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey)), format: "der", type: "pkcs8" });
  return {
    pem: `${key.export({ type: "pkcs8", format: "pem" }).toString()}${pem(certificate)}`,
    thumbprint: createHash("sha256").update(Buffer.from(certificate.rawData)).digest("base64url"),
    publicKey: new NodeCertificate(pem(certificate)).publicKey.export({ type: "spki", format: "pem" }).toString(),
  };
}

async function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(elliptic, true, ["sign", "verify"]);
}

/** Positive and without a leading zero byte, as DER wants serial numbers. */
function serial(): string {
  return `4${randomBytes(15).toString("hex").slice(1)}`;
}

function pem(certificate: X509Certificate): string {
  return `${certificate.toString("pem").trim()}\n`;
}

/** A Java key store with one trusted certificate: the layout of sun.security.provider.JavaKeyStore, digest over the salted password included. */
function javaKeyStore(alias: string, certificate: Buffer, now: number): Buffer {
  const head = Buffer.alloc(16);
  head.writeUInt32BE(0xfeedfeed, 0);
  head.writeUInt32BE(2, 4);
  head.writeUInt32BE(1, 8);
  head.writeUInt32BE(2, 12);
  const date = Buffer.alloc(8);
  date.writeBigUInt64BE(BigInt(now));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(certificate.length);
  const store = Buffer.concat([head, modifiedUtf(alias), date, modifiedUtf("X.509"), length, certificate]);
  const password = Buffer.from("changeit", "utf16le").swap16();
  return Buffer.concat([store, createHash("sha1").update(password).update("Mighty Aphrodite").update(store).digest()]);
}

function modifiedUtf(text: string): Buffer {
  const bytes = Buffer.from(text, "latin1");
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

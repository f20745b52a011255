import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { CertificateSummary, TlsFact } from "../../facts/network.ts";
import type { EnvironmentFact } from "../../facts/identity.ts";

// Roots and issuers of Azure's public certificates (Microsoft: "Azure Certificate Authority details").
const azureIssuers = /Microsoft|DigiCert|Baltimore|GlobalSign|Entrust|D-TRUST|CFCA|BJCA|Sectigo/i;

/** Judges who made a chain, from its names, dates and the reason why it is not trusted. Pure. */
export function classifyChain(chain: readonly CertificateSummary[], code: string | undefined, now: number): Pick<TlsFact, "foreignIssuer" | "looksLike"> {
  const [leaf] = chain;
  if (leaf === undefined) return { foreignIssuer: false, looksLike: "unknown" };
  const foreignIssuer = !azureIssuers.test(chain.at(-1)?.issuer ?? leaf.issuer) && !azureIssuers.test(leaf.issuer);
  const expired = Date.parse(leaf.validTo) < now || Date.parse(leaf.validFrom) > now;
  if (code === "CERT_HAS_EXPIRED" || code === "CERT_NOT_YET_VALID" || (code !== undefined && expired)) return { foreignIssuer, looksLike: "expired" };
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") return { foreignIssuer, looksLike: "wrong-name" };
  if (leaf.selfSigned) return { foreignIssuer, looksLike: "self-signed" };
  if (!foreignIssuer) return { foreignIssuer, looksLike: code === "UNABLE_TO_VERIFY_LEAF_SIGNATURE" ? "incomplete" : "azure" };
  return { foreignIssuer, looksLike: "interception" };
}

const trustVariables = ["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"] as const;

/** Variables that add or replace trusted authorities, whether their file can be read, and whether it holds the chain's issuer. */
export async function extraTrustOf(environment: EnvironmentFact, chain: readonly CertificateSummary[]): Promise<TlsFact["extraTrust"]> {
  const named = trustVariables.flatMap((variable) => {
    const file = environment.files.find((entry) => entry.variable === variable);
    return file === undefined ? [] : [{ variable, file: file.path, readable: file.readable && file.problem === undefined }];
  });
  return Promise.all(named.map(async (entry) => (entry.readable && chain.length > 0 ? { ...entry, holdsIssuer: await holdsIssuer(entry.file, chain) } : entry)));
}

async function holdsIssuer(path: string, chain: readonly CertificateSummary[]): Promise<boolean> {
  try {
    const blocks = (await readFile(path, "utf8")).match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
    const fingerprints = new Set(chain.slice(1).map((certificate) => certificate.fingerprint256));
    const issuer = chain.at(-1)?.issuer ?? "";
    return blocks.some((block) => {
      const certificate = new X509Certificate(block);
      const name = [/^CN=(.+)$/m.exec(certificate.subject)?.[1], /^O=(.+)$/m.exec(certificate.subject)?.[1]].filter((part) => part !== undefined);
      return fingerprints.has(certificate.fingerprint256) || (issuer !== "" && [...new Set(name)].join(", ") === issuer);
    });
  } catch {
    return false;
  }
}

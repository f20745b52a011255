import { evidenceFields, type EvidenceField, type FixEvidence } from "../causes/cause.ts";
import { readTokens } from "./tokens.ts";

const guid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

// What a log shows in so many words; the first pattern that fits wins. All classes are bounded.
const patterns: readonly (readonly [EvidenceField, RegExp])[] = [
  ["appId", new RegExp(`(?:application\\s{1,3}with\\s{1,3}identifier|client\\s{1,3}secret\\s{1,3}keys\\s{1,3}for\\s{1,3}app|added\\s{1,3}to\\s{1,3}app|application\\s{1,3}with\\s{1,3}id|applications?/|client_id["'=: ]{1,4}|appid["'=: ]{1,5}|the\\s{1,3}application)\\W{0,4}(${guid})`, "i")],
  ["tenantId", new RegExp(`(?:login\\.[a-z.]{4,40}/|directory '|tenant(?: id)?[ "'=:]{1,4}|sts\\.windows\\.net/)(${guid})`, "i")],
  ["resourceTenantId", new RegExp(`must match the tenant[^\\n]{0,40}sts\\.windows\\.net/(${guid})`, "i")],
  ["principalId", new RegExp(`(?:principal|object id|principalid|the client)\\W{1,6}(${guid})`, "i")],
  ["action", /(?:data action|perform action|action)\W{1,5}(Microsoft\.[A-Za-z]{2,40}\/[A-Za-z/]{3,120})/],
  ["resource", /(?:over|at) scope\W{1,5}(\/subscriptions\/[A-Za-z0-9/._-]{10,300})/i],
  ["accountId", /(\/subscriptions\/[A-Za-z0-9-]{1,60}\/resourceGroups\/[A-Za-z0-9._-]{1,90}\/providers\/Microsoft\.CognitiveServices\/accounts\/[A-Za-z0-9._-]{2,64})/i],
  ["host", /\b([a-z0-9][a-z0-9-]{0,62}\.(?:openai|cognitiveservices|services\.ai)\.azure\.(?:com|us|cn))\b/i],
  ["expectedAudience", /audience is incorrect \((https:\/\/[a-z.]{4,60})/i],
  ["scope", /(https:\/\/[a-z0-9./-]{4,80}\/\.default)/i],
  ["subject", /(?:assertion subject|subject claim)\W{1,5}((?:repo:|system:serviceaccount:|sc:\/\/|project_path:)[A-Za-z0-9:/._@-]{3,200})/i],
  ["issuer", /(?:assertion issuer|issuer)\W{1,5}(https:\/\/[A-Za-z0-9./_-]{4,200})/i],
  ["deployment", /\/deployments\/([A-Za-z0-9._-]{1,64})/],
  ["correlationId", new RegExp(`correlation[ _]?id["' :]{1,5}(${guid})`, "i")],
  ["timestamp", /timestamp["' :]{1,5}(20\d\d-\d\d-\d\d[T ]\d\d:\d\d:\d\dZ?)/i],
  ["thumbprint", /thumbprint[^'"\n]{0,40}['"]([0-9A-F]{40})['"]/i],
  ["apiVersion", /api[-_]version["'=: ]{1,4}(20\d\d-\d\d-\d\d(?:-preview)?)/i],
  ["provider", /(?:register(?:ed)? (?:to use )?(?:the )?(?:namespace|resource provider)|provider)\W{1,4}(Microsoft\.[A-Za-z]{3,40})/i],
  ["subscriptionId", new RegExp(`subscriptions?[/ '":]{1,4}(${guid})`, "i")],
  ["clientIp", /(?:client|caller|your|source) ?(?:ip|address)[^0-9\n]{1,30}(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})/i],
];

// What the libraries of each language say of a certificate that no trust would help, by OpenSSL's and Node's own codes.
const certificateCodes: readonly (readonly [RegExp, string])[] = [
  [/CERT_HAS_EXPIRED|certificate (?:has|is) expired|CertificateExpired/i, "CERT_HAS_EXPIRED"],
  [/ALTNAME_INVALID|hostname mismatch|certificate is valid for [^\n]{1,200}, not |no subject alternative (?:dns )?names? (?:matching|present)|NotValidForName|RemoteCertificateNameMismatch/i, "ERR_TLS_CERT_ALTNAME_INVALID"],
];

/** The values that the text shows and a fix can name. Claims of a token in it count before what is written around it. */
export function readValues(text: string): FixEvidence {
  const out: FixEvidence = {};
  for (const [field, pattern] of patterns) {
    const hit = pattern.exec(text)?.[1];
    if (hit !== undefined && out[field] === undefined) out[field] = hit;
  }
  out.code = certificateCodes.find(([pattern]) => pattern.test(text))?.[1];
  const token = readTokens(text)[0];
  if (token) {
    out.audience = token.audience;
    out.principalId ??= token.principalId;
    out.appId ??= token.appId;
    out.tenantId ??= token.tenantId;
  }
  if (out.host) {
    out.endpoint = `https://${out.host}`;
    out.subdomain = out.host.split(".")[0];
  }
  const account = out.accountId?.split("/");
  if (account) {
    out.subscriptionId = account[2];
    out.resourceGroup = account[4];
    out.accountName = account[8];
  }
  for (const field of evidenceFields) if (out[field] === undefined) delete out[field];
  return out;
}

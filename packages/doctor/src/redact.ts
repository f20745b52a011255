/** How much of the ids (tenant, app, object, subscription) is shown; tokens and secrets never are. */
export interface RedactOptions {
  /** `--unredacted`: whole ids and user names. */
  unredacted?: boolean;
}

const mark = "[redacted]";

// GUIDs that are the same for everyone and say something: built-in roles and Microsoft's own apps.
const publicIds = new Set([
  "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd", "a001fd3d-188f-4b5d-821b-7da978bf7442", "a97b65f3-24c7-4388-baec-2e87135dc908",
  "25fbc0a9-bd7c-42a3-aa1a-3b75d497ee68", "b59867f0-fa02-499b-be73-45a86b5b3e1c", "53ca6127-db72-4b80-b1b0-d745d6d5456d",
  "eadc314b-1a2d-4efa-be10-5d325db5065e", "e47c6f54-e4a2-4754-9501-8e0985b135e1", "c883944f-8b7b-4483-af10-35834be79c4a",
  "eed3b665-ab3a-47b6-8f48-c9382fb1dad6", "142bfaed-a13f-4c2d-bed2-6db62c4a1009", "64702f94-c441-49e6-a78b-ef80e0188fee",
  "b78c5d69-af96-48a3-bf8d-a8b4d589de94", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "b24988ac-6180-42a0-ab88-20f7382dd24c",
  "acdd72a7-3385-48ef-bd42-f606fba81ae7", "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
  "1407120a-92aa-4202-b7e9-c0e197c71c8f", "04b07795-8ddb-461a-bbee-02f9e1bf7b46", "18a66f5f-dbdf-4c17-9dd7-1634712a9cbe",
  "7d312290-28c8-473c-a0ed-8e53749b6d6d", "797f4846-ba00-4fd7-ba43-dac1f8f63013", "00000000-0000-0000-0000-000000000000",
]);

// Every pattern is a run of simple classes with a bound, so that no text makes one slow.
const secrets: readonly (readonly [RegExp, string])[] = [
  // A JWT, also one whose signature was cut off or that is encrypted (five parts).
  [/\bey[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){1,4}/g, mark],
  // A long base64url run that starts as every JSON object does, when the dots were lost to a line break.
  [/\beyJ[A-Za-z0-9_-]{30,}/g, mark],
  // Refresh tokens and authorization codes of Entra.
  [/\b[01]\.A[A-Za-z0-9_-]{20,}(?:\.[A-Za-z0-9_-]*){0,4}/g, mark],
  [/\bM\.[CR][0-9A-Za-z_]{1,20}[.!*$A-Za-z0-9_-]{20,}/g, mark],
  // Client secrets of Entra: three characters, a digit, Q~, and the rest.
  [/[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{31,37}/g, mark],
  // Secret, key and token fields in every notation: JSON, query, header, variable, option.
  [
    /((?:client[_-]?secret|client[_-]?assertion|refresh[_-]?token|access[_-]?token|id[_-]?token|device[_-]?code|user[_-]?code|pass(?:word|wd|phrase)|api[_-]?key|x-api-key|apikey|account[_-]?key|shared[_-]?access[_-]?key|subscription[_-]?key|identity[_-]?header|msi[_-]?secret|secret|(?:AZURE|OPENAI|COPILOT|ACTIONS|SYSTEM|GITHUB)_[A-Z_]{0,40}(?:KEY|SECRET|TOKEN|PASSWORD))["'\\]{0,4}\s{0,3}[:=]\s{0,3}["'\\]{0,4})([^\s"'\\&;,<>(){}[\]]{6,})/gi,
    `$1${mark}`,
  ],
  [/((?:authorization|api-key|x-identity-header|ocp-apim-subscription-key)["'\\]{0,4}\s{0,3}[:=]\s{0,3}["'\\]{0,4}(?:bearer |basic |\w{1,20} )?)([^\s"'\\,]{4,})/gi, `$1${mark}`],
  [/(\b(?:bearer|basic) )([A-Za-z0-9._~+/=-]{12,})/gi, `$1${mark}`],
  // Connection strings and shared access signatures.
  [/((?:AccountKey|SharedAccessKey|SharedAccessSignature|InstrumentationKey|Password|Pwd)=)([^;"'\s]{4,})/gi, `$1${mark}`],
  [/([?&](?:sig|code|key|token|assertion|subscription-key)=)([^&"'\s]{4,})/gi, `$1${mark}`],
  // What OpenAI's own platform repeats of whatever it was sent as a key.
  [/(API key provided: )([^\s"']{4,})/gi, `$1${mark}`],
  // Credentials in an address.
  [/(:\/\/)([^\s/:@"']{1,100}):([^\s/@"']{1,200})@/g, `$1${mark}@`],
  // Keys of Azure AI services: 32 hexadecimal or 84 alphanumeric characters.
  [/\b(?:[0-9a-f]{32}|[0-9A-F]{32})\b/g, mark],
  [/\b[A-Za-z0-9]{50,}(?:AAA[A-Za-z0-9]{4,40})\b/g, mark],
  [/\bsk-[A-Za-z0-9_-]{16,}/g, mark],
  [/\bgh[opsu]_[A-Za-z0-9]{20,}|\bgithub_pat_[A-Za-z0-9_]{20,}/g, mark],
  [/-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]{0,8000}?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g, mark],
];

const guid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;
const userName = /[A-Za-z0-9._%+#-]{1,64}@(?=[A-Za-z0-9-]{1,63}\.[A-Za-z]{2,})[A-Za-z0-9.-]{3,190}/g;
const home = /((?:\/home\/|\/Users\/|[A-Z]:\\{1,4}Users\\{1,4}|\/mnt\/c\/Users\/))([^\s/\\"':<>|]{1,64})/gi;

/**
 * Takes tokens, secrets, assertions, keys, connection strings and user names out of a text, and shortens ids to
 * their first block. Every renderer passes its text through it; it is safe to apply twice. Pure.
 */
export function redact(text: string, options: RedactOptions = {}): string {
  let out = text;
  for (const [pattern, replacement] of secrets) out = out.replace(pattern, replacement);
  if (options.unredacted === true) return out;
  return out
    .replace(userName, (name) => (/\.(?:openai|services|cognitiveservices)\./.test(name) ? name : "[user]"))
    .replace(home, "$1[user]")
    .replace(guid, (id) => (publicIds.has(id.toLowerCase()) ? id : `${id.slice(0, 8)}-…`));
}

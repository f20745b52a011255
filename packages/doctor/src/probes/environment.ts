import { readFile, stat } from "node:fs/promises";
import { readVariables } from "../environment/variables.ts";
import type { EnvironmentFact } from "../facts/identity.ts";
import { known } from "../facts.ts";
import { decodeUnverified } from "../jwt/decode.ts";
import { defineProbe } from "../probe.ts";
import { readCertificate } from "./credential/client-assertion.ts";

const fileVariables = [
  "AZURE_CLIENT_CERTIFICATE_PATH", "AZURE_FEDERATED_TOKEN_FILE", "NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE",
] as const;

type FileState = EnvironmentFact["files"][number];

/** The variables that matter and the files they name. */
export const environmentProbe = defineProbe({
  id: "environment",
  gives: ["environment"],
  needs: [],
  online: false,
  run: async ({ tools }) => {
    const files = await Promise.all(fileVariables.map((variable) => readNamedFile(variable, tools.env)));
    const environment: EnvironmentFact = {
      variables: readVariables(tools.env),
      files: files.filter((file) => file !== undefined),
      platform: process.platform,
      node: process.versions.node,
    };
    return { environment: known(environment) };
  },
});

async function readNamedFile(variable: (typeof fileVariables)[number], env: Readonly<Record<string, string | undefined>>): Promise<FileState | undefined> {
  const path = env[variable]?.trim();
  if (path === undefined || path === "") return undefined;
  try {
    const info = await stat(path);
    if (info.isDirectory()) return { variable, path, readable: false, problem: "it is a folder" };
    if (info.size > 4 * 1024 * 1024) return { variable, path, readable: true, holds: "a large file" };
    return { variable, path, readable: true, ...describe(variable, await readFile(path, "utf8"), env) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { variable, path, readable: false, problem: code === "ENOENT" ? "it does not exist" : code === "EACCES" ? "this user may not read it" : `it cannot be read (${code ?? "unknown"})` };
  }
}

function describe(variable: string, text: string, env: Readonly<Record<string, string | undefined>>): Partial<FileState> {
  if (variable === "AZURE_CLIENT_CERTIFICATE_PATH") {
    const certificate = readCertificate(text, env["AZURE_CLIENT_CERTIFICATE_PASSWORD"] || undefined);
    return certificate.ok ? { holds: "certificate and private key", expiresAt: certificate.expiresAt, claims: { thumbprint: certificate.thumbprint } } : { problem: certificate.problem };
  }
  if (variable === "AZURE_FEDERATED_TOKEN_FILE") return describeAssertion(text);
  const count = text.split("-----BEGIN CERTIFICATE-----").length - 1;
  return count === 0 ? { problem: "it holds no PEM certificate" } : { holds: `${count} certificates` };
}

function describeAssertion(text: string): Partial<FileState> {
  if (text.trim() === "") return { problem: "it is empty" };
  const decoded = decodeUnverified(text);
  if (!decoded.ok) return { problem: "it holds no token" };
  const { iss, sub, aud, exp } = decoded.claims;
  const audience = Array.isArray(aud) ? aud.join(" ") : aud;
  const claims = Object.fromEntries(Object.entries({ issuer: iss, subject: sub, audience }).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
  return { holds: "a token", claims, ...(typeof exp === "number" ? { expiresAt: exp } : {}) };
}

import type { CauseId } from "./cause-ids.ts";

/**
 * What a text must hold for a cause to be considered. Phrases are compared without letter case, white space,
 * quotes, back-slashes and Markdown marks, so that wrapped, escaped and coloured logs read the same.
 * `AADSTS` and digits is compared as a whole number. A name that starts with `@` is a feature that the
 * reader computes (see `explain/features.ts`), for instance `@host-gov`.
 */
export interface Signature {
  /** All of these, near each other. The first one is where the evidence line is taken from. */
  all: readonly string[];
  /** And at least one of these. */
  any?: readonly string[];
  /** And none of these nearby. */
  none?: readonly string[];
  /**
   * How strongly this speaks for the cause: 90 a code that means nothing else, 60 a typical text, 30 a hint;
   * over 100 it decides between causes that share a code.
   */
  score: number;
  /** What the evidence says, as a sentence without a full stop. */
  says: string;
}

/** One way to repair a cause; the commands of one step do the same thing in different tools. */
export interface Step {
  title: string;
  /** Azure CLI (or other shell) lines that run as pasted in bash and PowerShell. */
  az?: string[];
  /** Lines of bash (and sh) that change the process's own environment, which is written otherwise in PowerShell. */
  bash?: string[];
  powershell?: string[];
  bicep?: string;
  portal?: string[];
  /** Said before the commands when they widen access or can't be undone. */
  warning?: string;
  note?: string;
}

/** Every value that a fix may name, in the spelling of the record's placeholders. */
export const evidenceFields = [
  "accountId", "accountName", "resourceGroup", "subscriptionId", "principalId", "principalType", "appId", "tenantId",
  "resourceTenantId", "endpoint", "host", "subdomain", "action", "scope", "audience", "expectedAudience", "deployment",
  "model", "region", "clientIp", "identityResourceId", "identityClientId", "variable", "issuer", "subject", "thumbprint",
  "resource", "apiVersion", "roleId", "correlationId", "timestamp", "proxy", "tool", "cloud", "provider", "project",
  "code", "given", "suggestion", "publicNetworkAccess", "version", "webApp", "containerApp",
] as const;

export type EvidenceField = (typeof evidenceFields)[number];

/** What is known of the failure; a fix puts ALL_CAPS where a value is missing. */
export type FixEvidence = { [field in EvidenceField]?: string | undefined };

/** How a neighbour that shows the same text is told apart. */
export interface Neighbour {
  id: CauseId;
  tell: string;
  /** One command whose answer decides between the two. */
  command?: string;
}

/** One root cause: one thing that an engineer would do differently. */
export interface Cause {
  id: CauseId;
  title: string;
  family: string;
  why: string;
  signatures: readonly Signature[];
  neighbours: readonly Neighbour[];
  fix(evidence: FixEvidence): Step[];
  /** Pages of the vendor. */
  docs: readonly string[];
}

/** A cause without what a text of it looks like. */
export type KnownCause = Omit<Cause, "signatures">;

/** A record as it is written in a family's file; id, family and signatures are put in by the index. */
export type CauseRecord = Omit<Cause, "id" | "family" | "signatures">;

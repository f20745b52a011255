import { redact } from "../redact.ts";
import type { ReportDocument } from "./document.ts";

/** How much is hidden. Secrets always are. */
export interface SafeOptions {
  /** Whole ids and user names everywhere. */
  unredacted: boolean;
  /** Whole ids inside fixes, so that their commands run as pasted. */
  wholeFixes: boolean;
}

/** The document with every text redacted, before any escaping can break a secret's shape. All renderers start from this. */
export function safeDocument(document: ReportDocument, { unredacted, wholeFixes }: SafeOptions): ReportDocument {
  const safe = (value: unknown, inFix: boolean): unknown => {
    if (typeof value === "string") return redact(value, { unredacted: unredacted || (inFix && wholeFixes) });
    if (Array.isArray(value)) return value.map((item) => safe(item, inFix));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, safe(inner, inFix || name === "fix")]));
  };
  return safe(document, false) as ReportDocument;
}

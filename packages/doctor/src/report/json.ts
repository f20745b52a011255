import type { ReportDocument } from "./document.ts";
import { safeDocument } from "./safe-document.ts";

/** The report as one JSON document, described by schemas/report.schema.json. Ids in fixes stay whole, so that commands run. */
export function renderJson(document: ReportDocument, options: { unredacted: boolean }): string {
  return `${JSON.stringify(safeDocument(document, { ...options, wholeFixes: true }), null, 2)}\n`;
}

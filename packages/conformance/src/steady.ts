/**
 * A program's output without what differs from run to run: ids of single requests, times, durations, ports and
 * temporary folders. All else of a sandbox is seeded and stays.
 */
export function steady(output: string): string {
  return changes.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), output);
}

const changes: readonly (readonly [RegExp, string])[] = [
  [/((?:Trace|Correlation|correlation|request|Request|trace)[ -](?:ID|Id|id):?\s+)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "$11a2b3c4d-0000-4000-8000-000000000000"],
  // oxlint-disable-next-line no-control-regex -- colours begin with a control character
  [/((?:Trace|Correlation|correlation|request|Request|trace)[ -](?:ID|Id|id):?\s+(?:\u001B\[[0-9;]*m)*)[0-9a-f]{8}-/g, "$11a2b3c4d-"],
  [/\d{4}-\d\d-\d\d([ T])\d\d:\d\d:\d\d(?:\.\d+)?(?=Z|\b)/g, "2026-06-01$112:00:00"],
  [/(Timestamp:\s+)\d{4}-\d\d-\d\d/g, "$12026-06-01"],
  [/\b\d\d:\d\d:\d\dZ/g, "12:00:00Z"],
  [/'[0-9A-F]{40,64}'/g, "'8BAEB5F2B81D107505EE0D149C6FEBC51C811117'"],
  [/\b\d+ s ago\b/g, "60 s ago"],
  [/\b(127\.0\.0\.1|localhost):\d{4,5}\b/g, "$1:8080"],
  [/(?:\/[\w.-]+)*\/entra-sandbox-\w{6}/g, "/tmp/sandbox"],
  [/\b\d+(?:\.\d+)? ms\b/g, "12 ms"],
];

// Control sequences of a terminal; bounded, so that a broken one can't swallow the log.
// eslint-disable-next-line no-control-regex
const ansi = /\u001B(?:\[[0-?]{0,24}[ -/]{0,4}[@-~]|\][^\u0007\u001B]{0,400}(?:\u0007|\u001B\\)?|[@-Z\\^_])/g;
const prefixes: readonly RegExp[] = [
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)\s/,
  /^[\w.-]{1,60}\s{0,20}\| /,
  /^\[pod\/[\w./-]{1,200}\] /,
  /^##\[(?:error|warning|section|debug)\]/,
  /^(?:>\s?){1,4}/,
  /^[│╷╵|]\s?/,
];

/** One line as a person would want to read it: no colours, no CI time stamp or container prefix, no frame. */
export function cleanLine(line: string): string {
  let out = line.replace(ansi, "").replaceAll("\r", "");
  for (const prefix of prefixes) out = out.replace(prefix, "");
  return out;
}

/** Which line of a text each index is in; the text may be put together from pieces of a longer log. */
export interface LineMap {
  /** Position of a line's first character, in order. */
  starts: Uint32Array;
  count: number;
  /** The line's number in the log that was given, from 1. */
  number(line: number): number;
}

/** Maps the lines of `text`; `numbers` gives each line's number in the original when the text is an excerpt. */
export function mapLines(text: string, numbers?: readonly number[]): LineMap {
  const starts: number[] = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return {
    starts: Uint32Array.from(starts),
    count: starts.length,
    number: (line) => numbers?.[line] ?? line + 1,
  };
}

/** The line that holds an index, by halving. */
export function lineAt(map: LineMap, index: number): number {
  let low = 0;
  let high = map.count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((map.starts[middle] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}

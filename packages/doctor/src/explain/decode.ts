/** How the bytes of a log are to be read. */
export type LogEncoding = "utf-8" | "utf-16le" | "utf-16be" | "binary";

/**
 * Tells the encoding from the first bytes: byte order mark, or the zero bytes that PowerShell's redirection writes.
 * Many zero and control bytes that fit neither are a binary file.
 */
export function detectEncoding(head: Uint8Array): LogEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  const n = Math.min(head.length, 4096);
  let even = 0;
  let odd = 0;
  let control = 0;
  for (let i = 0; i < n; i++) {
    const byte = head[i] ?? 0;
    if (byte === 0) {
      if (i % 2 === 0) even++;
      else odd++;
    } else if (byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32)) control++;
  }
  if (n >= 4 && odd > n * 0.3 && even < n * 0.05) return "utf-16le";
  if (n >= 4 && even > n * 0.3 && odd < n * 0.05) return "utf-16be";
  if (even + odd + control > n * 0.1) return "binary";
  return "utf-8";
}

/** Decodes pieces of a log as they come; half a character at a border waits for its other half, a broken one becomes U+FFFD. */
export function createLogDecoder(encoding: Exclude<LogEncoding, "binary">): (bytes: Uint8Array, last: boolean) => string {
  const decoder = new TextDecoder(encoding, { fatal: false });
  return (bytes, last) => decoder.decode(bytes, { stream: !last });
}

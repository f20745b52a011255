/** A text without the things that wrapping, escaping and colouring change, and the way back to where each byte stood. */
export interface Squeezed {
  /** Lower case ASCII without white space, quotes, back-slashes, brackets, asterisks and frame characters; other letters are 1. */
  bytes: Uint8Array;
  length: number;
  /** Index in the text of each byte. */
  origin: Uint32Array;
}

const drop = new Uint8Array(128);
for (const c of " \t\n\r\v\f\"'`*[]\\|") drop[c.charCodeAt(0)] = 1;

const entities: Record<string, string> = { "&quot;": '"', "&amp;": "&", "&lt;": "<", "&gt;": ">", "&apos;": "'", "&#39;": "'", "&#x27;": "'", "&#34;": '"', "&nbsp;": " " };

function hex(text: string, at: number, count: number): number {
  let value = 0;
  for (let k = 0; k < count; k++) {
    const c = text.charCodeAt(at + k);
    const digit = c >= 48 && c <= 57 ? c - 48 : (c | 32) >= 97 && (c | 32) <= 102 ? (c | 32) - 87 : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

// Where a character stands within the next few; a search to the end of the text would make hostile input slow.
function indexNear(text: string, code: number, from: number, reach: number): number {
  const end = Math.min(text.length, from + reach);
  for (let i = from; i < end; i++) if (text.charCodeAt(i) === code) return i;
  return -1;
}

// The index after an escape sequence that starts at `i`.
function afterEscape(text: string, i: number): number {
  const next = text[i + 1];
  if (next === "[") {
    let k = i + 2;
    while (k < text.length && k < i + 32 && !/[@-~]/.test(text[k] ?? "")) k++;
    return k + 1;
  }
  if (next === "]") {
    let k = i + 2;
    while (k < text.length && k < i + 400 && text[k] !== "\u0007" && text[k] !== "\u001B") k++;
    return k + 1;
  }
  return i + 2;
}

/**
 * Squeezes a text so that a phrase is found whatever was done to it: line breaks anywhere, `\n`, `\"` and `\u0027`
 * of nested JSON, percent and HTML escapes, ANSI colours, Markdown links and marks.
 */
export function squeeze(text: string): Squeezed {
  const bytes = new Uint8Array(text.length);
  const origin = new Uint32Array(text.length);
  let length = 0;
  const put = (code: number, at: number) => {
    if (code < 128) {
      if (drop[code] === 1 || code < 32 || code === 127) return;
      bytes[length] = code >= 65 && code <= 90 ? code + 32 : code;
    } else if (code === 0xa0 || code === 0xad || (code >= 0x2000 && code <= 0x206f) || (code >= 0x2500 && code <= 0x257f) || code === 0xfeff || code === 0xfffd) {
      return;
    } else {
      bytes[length] = 1;
    }
    origin[length++] = at;
  };
  const end = text.length;
  for (let i = 0; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === 27) {
      i = afterEscape(text, i) - 1;
    } else if (c === 92) {
      let k = i;
      while (k < end && text.charCodeAt(k) === 92) k++;
      const letter = text.charCodeAt(k);
      if (letter === 110 || letter === 114 || letter === 116) {
        // \n, \r and \t are white space, unless a word goes on (a Windows path such as \network).
        const after = text.charCodeAt(k + 1) | 32;
        i = after >= 97 && after <= 122 && k - i === 1 && text.charCodeAt(i - 1) === 58 ? k - 1 : k;
      } else if (letter === 117 && hex(text, k + 1, 4) >= 0) {
        put(hex(text, k + 1, 4), i);
        i = k + 4;
      } else {
        i = k - 1;
      }
    } else if (c === 37) {
      const code = hex(text, i + 1, 2);
      if (code >= 32) {
        put(code, i);
        i += 2;
      } else put(c, i);
    } else if (c === 38) {
      const semicolon = indexNear(text, 59, i, 7);
      const entity = semicolon > 0 ? entities[text.slice(i, semicolon + 1).toLowerCase()] : undefined;
      if (entity === undefined) put(c, i);
      else {
        put(entity.charCodeAt(0), i);
        i = semicolon;
      }
    } else if (c === 93 && text.charCodeAt(i + 1) === 40 && text.startsWith("http", i + 2)) {
      // [21](https://…) in a log that was pasted from a web page: the label counts, the address does not.
      const close = indexNear(text, 41, i, 400);
      if (close > 0) i = close;
    } else put(c, i);
  }
  return { bytes, length, origin };
}

/** The same for a phrase of a signature. */
export function squeezePhrase(phrase: string): string {
  const { bytes, length } = squeeze(phrase);
  return new TextDecoder().decode(bytes.subarray(0, length));
}

/** Variables by name, as a process has them. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** The proxy that a request takes and the variable that names it. */
export interface ProxyChoice {
  variable: string;
  secure: boolean;
  host: string;
  port: number;
  /** Value for Proxy-Authorization. Secret. */
  authorization?: string;
}

const names = {
  "https:": ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"],
  "http:": ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"],
} as const;

/** The proxy that the environment names for a URL; undefined when it goes direct, also because of NO_PROXY. */
export function proxyFor(url: URL, env: Variables): ProxyChoice | undefined {
  if (isExcepted(url.hostname, Number(url.port || (url.protocol === "http:" ? 80 : 443)), noProxyEntries(env))) return undefined;
  for (const variable of names[url.protocol === "http:" ? "http:" : "https:"]) {
    const value = env[variable]?.trim();
    if (value === undefined || value === "") continue;
    const parsed = parseProxy(value);
    return parsed === undefined ? undefined : { variable, ...parsed };
  }
  return undefined;
}

/** Reads a proxy variable's value; a missing scheme means http. Undefined when it is no proxy URL. */
export function parseProxy(value: string): Omit<ProxyChoice, "variable"> | undefined {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") return undefined;
  const secure = url.protocol === "https:";
  const choice = { secure, host: url.hostname.replace(/^\[|\]$/g, ""), port: Number(url.port || (secure ? 443 : 80)) };
  if (url.username === "") return choice;
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return { ...choice, authorization: `Basic ${Buffer.from(credentials).toString("base64")}` };
}

/** Entries of NO_PROXY, lower case. */
export function noProxyEntries(env: Variables): string[] {
  const value = env["no_proxy"] || env["NO_PROXY"] || "";
  return value.split(/[,\s]+/).map((entry) => entry.trim().toLowerCase()).filter((entry) => entry !== "");
}

/** Whether NO_PROXY sends a host around the proxy: "*", an exact name, a suffix with or without a dot, a CIDR block, an optional port. */
export function isExcepted(hostname: string, port: number, entries: readonly string[]): boolean {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, "");
  return entries.some((entry) => {
    if (entry === "*") return true;
    const withPort = /^(.*):(\d+)$/.exec(entry);
    if (withPort !== null && !entry.includes("::")) {
      return Number(withPort[2]) === port && matches(host, withPort[1] ?? "");
    }
    return matches(host, entry);
  });
}

function matches(host: string, entry: string): boolean {
  if (entry.includes("/")) return inBlock(host, entry);
  const bare = entry.replace(/^\*?\./, "").replace(/^\[|\]$/g, "");
  return host === bare || host.endsWith(`.${bare}`);
}

function inBlock(host: string, block: string): boolean {
  const [base = "", bits = ""] = block.split("/");
  const address = ipv4(host);
  const start = ipv4(base);
  const size = Number(bits);
  if (address === undefined || start === undefined || !Number.isInteger(size) || size < 0 || size > 32) return false;
  const span = 2 ** (32 - size);
  return Math.floor(address / span) === Math.floor(start / span);
}

function ipv4(text: string): number | undefined {
  const parts = text.split(".").map(Number);
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

import type { Type } from "cmd-ts";

/** A text that is not empty; every option takes it through one of these, since cmd-ts lets an empty value pass. */
export const text: Type<string, string> = {
  displayName: "text",
  from: (value) => (value.trim() === "" ? reject("a value that is not empty", value) : Promise.resolve(value.trim())),
};

/** A GUID. */
export const guid: Type<string, string> = {
  displayName: "guid",
  from: (value) => (guidShape.test(value.trim()) ? Promise.resolve(value.trim().toLowerCase()) : reject("a GUID", value)),
};

/** A tenant: its GUID or a domain. */
export const tenant: Type<string, string> = {
  displayName: "tenant",
  from: (value) => (guidShape.test(value.trim()) || /^[\w-]+(\.[\w-]+)+$/.test(value.trim()) ? Promise.resolve(value.trim()) : reject("a tenant's id or domain, for instance contoso.onmicrosoft.com", value)),
};

/** ARM id of an account or project. */
export const resourceId: Type<string, string> = {
  displayName: "id",
  from: (value) =>
    /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.CognitiveServices\/accounts\/[^/]+(\/projects\/[^/]+)?\/?$/i.test(value.trim())
      ? Promise.resolve(value.trim().replace(/\/$/, ""))
      : reject("an account's id: /subscriptions/…/resourceGroups/…/providers/Microsoft.CognitiveServices/accounts/NAME", value),
};

/** 30s, 10m, 1h or 500ms, in milliseconds. */
export const duration: Type<string, number> = {
  displayName: "duration",
  from: (value) => {
    const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(value.trim());
    const ms = match === null ? Number.NaN : Number(match[1]) * ({ ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[match[2] as "ms" | "s" | "m" | "h"]);
    return Number.isFinite(ms) && ms >= 1 && ms <= 86_400_000 ? Promise.resolve(ms) : reject("a duration such as 500ms, 30s, 10m or 1h, one day at most", value);
  },
};

/** One word of a fixed list. */
export function word<const W extends string>(...words: readonly W[]): Type<string, W> {
  return {
    displayName: words.join("|"),
    from: (value) => {
      const found = words.find((candidate) => candidate === value.trim().toLowerCase());
      return found === undefined ? reject(listOf(words), value) : Promise.resolve(found);
    },
  };
}

/** A host name, with a port where it is not 443. */
export const host: Type<string, string> = {
  displayName: "host",
  from: (value) => (/^(\[[0-9a-f:]+\]|[\w-]+(\.[\w-]+)*)(:\d{1,5})?$/i.test(value.trim()) ? Promise.resolve(value.trim().toLowerCase()) : reject("a host name such as gateway.contoso.com, without scheme or path", value)),
};

/** HOST or HOST:PORT of a DNS server, the host as an address. */
export const dnsServer: Type<string, string> = {
  displayName: "host:port",
  from: (value) => {
    const match = /^(\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\])(?::(\d{1,5}))?$/i.exec(value.trim());
    const port = Number(match?.[2] ?? 53);
    const bytes = match?.[1]?.startsWith("[") === true ? [] : (match?.[1] ?? "").split(".").map(Number);
    const valid = match !== null && port >= 1 && port <= 65535 && bytes.every((byte) => byte <= 255);
    return valid ? Promise.resolve(`${match[1] ?? ""}:${port}`) : reject("a DNS server's address such as 168.63.129.16 or 127.0.0.1:5353", value);
  },
};

/** Ids separated by commas; checked by the command, which knows them. */
export const ids: Type<string, string[]> = {
  displayName: "id,…",
  from: (value) => {
    const list = value.split(",").map((id) => id.trim()).filter((id) => id !== "");
    return list.length === 0 ? reject("one or more ids", value) : Promise.resolve(list);
  },
};

const guidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What was given is shown unless it could be a secret. */
function reject(expected: string, value: string): Promise<never> {
  const shown = value.length <= 60 && !/^ey|^sk-|[0-9a-f]{32}/i.test(value) ? JSON.stringify(value) : "something else";
  return Promise.reject(new Error(`expected ${expected}, got ${shown}`));
}

function listOf(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}`;
}

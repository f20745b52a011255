import type { TokenFact } from "../facts/identity.ts";
import type { DecodedToken } from "./decode.ts";

/** Reads the claims that matter from a decoded token. `seenAt` is in Unix seconds. Pure; nothing is verified. */
export function tokenFact(decoded: DecodedToken & { ok: true }, seenAt: number): TokenFact {
  const { header, claims } = decoded;
  const text = (name: string): string | undefined => (typeof claims[name] === "string" ? claims[name] : undefined);
  const seconds = (name: string): number | undefined => (typeof claims[name] === "number" ? claims[name] : undefined);
  const audience = claims["aud"];
  return {
    header: strings(header, ["alg", "kid", "typ", "jku", "x5u"]),
    principal: principalOf(claims),
    audience: typeof audience === "string" ? audience : Array.isArray(audience) ? audience.join(" ") : "",
    ...present("tenantId", text("tid")),
    ...present("issuer", text("iss")),
    ...present("version", text("ver")),
    ...present("issuedAt", seconds("iat")),
    ...present("notBefore", seconds("nbf")),
    ...present("expiresAt", seconds("exp")),
    scopes: (text("scp") ?? "").split(" ").filter((scope) => scope !== ""),
    roles: list(claims["roles"]),
    ...(Array.isArray(claims["groups"]) ? { groups: list(claims["groups"]) } : {}),
    groupsOverage: "_claim_names" in claims || claims["hasgroups"] === true || claims["hasgroups"] === "true",
    ...present("idtyp", text("idtyp")),
    cae: list(claims["xms_cc"]).includes("cp1") || text("xms_cc") === "cp1",
    seenAt,
    problems: decoded.tolerated,
  };
}

function principalOf(claims: Readonly<Record<string, unknown>>): TokenFact["principal"] {
  const text = (name: string): string | undefined => (typeof claims[name] === "string" ? claims[name] : undefined);
  const identity = text("xms_mirid");
  const isUserAssigned = identity?.toLowerCase().includes("/microsoft.managedidentity/userassignedidentities/") === true;
  const host = isUserAssigned ? text("xms_az_rid") : identity;
  return {
    kind: kindOf(claims, identity),
    ...present("objectId", text("oid")),
    ...present("appId", text("appid") ?? text("azp")),
    ...present("name", text("upn") ?? text("preferred_username") ?? text("unique_name") ?? text("app_displayname")),
    ...(isUserAssigned ? present("identityResourceId", identity) : {}),
    ...present("hostResourceId", host),
  };
}

function kindOf(claims: Readonly<Record<string, unknown>>, identity: string | undefined): TokenFact["principal"]["kind"] {
  if (identity !== undefined) return "managed-identity";
  if (claims["idtyp"] === "app") return "app";
  if (claims["idtyp"] === "user" || typeof claims["scp"] === "string" || typeof claims["upn"] === "string") return "user";
  // Without scp, an object id that is also the subject is a service principal's.
  return typeof claims["oid"] === "string" && claims["oid"] === claims["sub"] ? "app" : "unknown";
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

function strings<K extends string>(from: Readonly<Record<string, unknown>>, names: readonly K[]): { [N in K]?: string } {
  return Object.fromEntries(names.flatMap((name) => (typeof from[name] === "string" ? [[name, from[name]]] : []))) as { [N in K]?: string };
}

function present<K extends string, V>(name: K, value: V | undefined): { [N in K]?: V } {
  return (value === undefined ? {} : { [name]: value }) as { [N in K]?: V };
}

import type { Check } from "../../check.ts";
import { clockAgrees } from "./clock-agrees.ts";
import { connects } from "./connects.ts";
import { letsIn } from "./lets-in.ts";
import { nameResolves } from "./name-resolves.ts";
import { privateLink } from "./private-link.ts";
import { proxyUsable } from "./proxy-usable.ts";
import { takesTokens } from "./takes-tokens.ts";
import { tlsTrusted } from "./tls-trusted.ts";

/** In the order in which a connection is made. */
export const networkChecks: readonly Check[] = [proxyUsable, nameResolves, privateLink, connects, tlsTrusted, clockAgrees, takesTokens, letsIn];

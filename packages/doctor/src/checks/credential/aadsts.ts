import type { CauseId } from "../../causes/cause-ids.ts";

/**
 * Entra's error numbers and what each comes down to. The texts behind the numbers change, so only numbers decide.
 * Source: Microsoft's reference of error codes, the SDKs' troubleshooting guides, and answers that were seen.
 */
export const aadstsCauses: Readonly<Record<number, CauseId>> = {
  7000215: "secret-wrong", 7000222: "secret-expired", 50012: "secret-wrong", 7000216: "config-missing", 900144: "config-missing", 90014: "config-missing",
  700016: "app-not-in-tenant", 700038: "app-not-in-tenant", 70001: "app-not-in-tenant", 7000229: "app-not-in-tenant", 650052: "app-not-in-tenant",
  90002: "tenant-wrong", 900023: "tenant-wrong", 50194: "tenant-wrong", 90013: "tenant-wrong", 50128: "tenant-wrong",
  90038: "wrong-cloud", 900382: "wrong-cloud", 900381: "wrong-cloud", 50049: "wrong-cloud",
  50020: "account-wrong", 50034: "account-wrong", 16000: "account-wrong", 50057: "principal-disabled", 7000112: "principal-disabled", 500014: "principal-disabled", 7000114: "principal-disabled",
  65001: "consent-missing", 50105: "consent-missing", 501051: "consent-missing", 650056: "consent-missing", 650057: "consent-missing", 90094: "consent-missing",
  7000218: "app-platform-misconfigured", 700025: "app-platform-misconfigured", 50011: "app-platform-misconfigured", 9002331: "app-platform-misconfigured",
  1002012: "scope-malformed", 70011: "scope-malformed", 28002: "scope-malformed", 700022: "scope-malformed", 901002: "scope-malformed",
  500011: "resource-not-found-bad-scope", 50001: "resource-not-found-bad-scope", 50076: "mfa-required", 50079: "mfa-required", 50072: "mfa-required", 50158: "mfa-required",
  53003: "conditional-access", 53000: "conditional-access", 53001: "conditional-access", 530032: "conditional-access", 530035: "conditional-access", 530084: "conditional-access", 50005: "conditional-access", 50097: "conditional-access",
  50126: "password-flow-failed", 50053: "password-flow-failed", 50055: "password-flow-failed", 50056: "password-flow-failed",
  700082: "session-expired", 70008: "session-expired", 70043: "session-expired", 50173: "session-expired", 50132: "session-expired", 50133: "session-expired", 700084: "session-expired", 50078: "session-expired",
  700213: "federated-subject-mismatch", 70021: "federated-subject-mismatch", 7002138: "federated-subject-mismatch",
  700211: "federated-assertion-wrong", 700212: "federated-assertion-wrong", 700021: "federated-assertion-wrong", 700023: "federated-assertion-wrong", 50027: "federated-assertion-wrong",
  50013: "federated-assertion-wrong", 70023: "federated-assertion-wrong", 700222: "federated-assertion-wrong", 700229: "federated-assertion-wrong", 90061: "federated-assertion-wrong", 500133: "federated-assertion-wrong",
  700024: "federated-token-expired", 700027: "cert-not-registered", 700030: "cert-not-registered", 7000214: "cert-not-registered", 1000502: "cert-not-registered", 7000274: "cert-not-registered", 7000277: "cert-not-registered",
  90033: "service-fault-or-throttled", 90006: "service-fault-or-throttled", 90012: "service-fault-or-throttled", 50033: "service-fault-or-throttled", 90055: "service-fault-or-throttled", 50196: "service-fault-or-throttled", 90025: "service-fault-or-throttled",
  70003: "library-bug", 9002313: "library-bug", 90023: "library-bug", 100007: "library-bug", 70016: "inconclusive", 70018: "inconclusive", 70019: "inconclusive", 70020: "inconclusive",
};

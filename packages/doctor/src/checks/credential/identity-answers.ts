import type { CauseId } from "../../causes/cause-ids.ts";
import { defineCheck, failed, passed } from "../../check.ts";
import type { TokenExchange } from "../../facts/identity.ts";
import type { KnownFacts } from "../../facts.ts";

/** The host's identity service gives the managed identity's token. */
export const identityAnswers = defineCheck({
  id: "managed-identity",
  title: "the host's identity service gives a token",
  needs: ["environment", "chain", "acquisition"],
  beside: ({ acquisition }) => {
    const asked = acquisition.exchange?.to === "identity-endpoint" || acquisition.source === "ManagedIdentityCredential";
    if (!asked) return "no managed identity was asked";
    return acquisition.outcome === "refused" && acquisition.aadsts !== undefined ? "Entra itself refused, not the identity service" : undefined;
  },
  judge: (known) => {
    const { chain, acquisition } = known;
    if (acquisition.outcome === "token") return passed({ identitySource: chain.managedIdentity.source, identityClientId: chain.managedIdentity.clientId });
    const { exchange } = acquisition;
    const { source, clientId } = chain.managedIdentity;
    const evidence = {
      identitySource: source,
      identityClientId: clientId,
      endpoint: exchange?.url,
      status: exchange?.status,
      code: exchange?.error,
      said: acquisition.message,
      resource: acquisition.scope.replace(/\/\.default$/, ""),
      correlationId: exchange?.correlationId,
    };
    return failed(exchange === undefined ? "imds-blocked" : causeOf(exchange, known), evidence);
  },
});

function causeOf(exchange: TokenExchange, { environment, chain }: Pick<KnownFacts, "environment" | "chain">): CauseId {
  const { failure, status = 0, error = "", description = "" } = exchange;
  const platform = ["WEBSITE_SITE_NAME", "CONTAINER_APP_NAME", "KUBERNETES_SERVICE_HOST", "IDENTITY_ENDPOINT", "IDENTITY_HEADER"].some((name) => environment.variables[name] !== undefined);
  if (failure !== undefined) {
    if (failure.kind === "proxy") return "imds-intercepted";
    if (chain.managedIdentity.source === "imds" && !platform) return "imds-unreachable";
    return failure.kind === "timeout" && chain.managedIdentity.source !== "imds" ? "service-fault-or-throttled" : "imds-blocked";
  }
  const said = `${error} ${description}`;
  if (/AudienceNotSupported|not a supported MSI token audience/i.test(said)) return "cloud-shell-audience";
  if (/multiple user.assigned identities/i.test(said)) return "identity-client-id-missing";
  if (/invalid_resource|resource principal named/i.test(said)) return "resource-not-found-bad-scope";
  if (error === "not-json" || /169\.254\.169\.254.*unreachable|connecting to 169\.254/i.test(said) || status === 407 || status === 502 || status === 504) return "imds-intercepted";
  if (/no (managed )?identity|identity not found|not been assigned|no user.assigned|no msi found|identity.*not.*(found|assigned|attached|exist)/i.test(said)) return "identity-not-assigned";
  if (status === 429 || status >= 500 || status === 410) return "service-fault-or-throttled";
  if (status === 401 || status === 403) return "imds-blocked";
  return status === 400 || status === 404 ? "identity-not-assigned" : "service-fault-or-throttled";
}

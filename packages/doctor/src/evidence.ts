import type { Facts } from "./facts.ts";
import type { FixEvidence } from "./causes/cause.ts";

/** The resource as fixes name it, as far as it is known: by what was found, else by the endpoint alone. */
export function resourceEvidence({ settings, account, accountId }: Facts): FixEvidence {
  const endpoint = settings.known ? settings.value.endpoint.parsed : undefined;
  const id = account.known && account.value.found ? account.value.id : accountId.known && accountId.value.found ? accountId.value.id : undefined;
  const [, subscriptionId, resourceGroup, accountName] = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/.*\/accounts\/([^/]+)/i.exec(id ?? "") ?? [];
  const { model } = settings.known ? settings.value : {};
  return present({
    accountId: id,
    accountName,
    resourceGroup,
    subscriptionId,
    endpoint: endpoint?.origin,
    host: endpoint?.host,
    subdomain: endpoint?.subdomain,
    project: endpoint?.project,
    deployment: model?.value,
    region: account.known && account.value.found ? account.value.location : endpoint?.region,
  });
}

/** The caller as fixes name it: who the token is for. */
export function callerEvidence({ token, settings }: Facts): FixEvidence {
  const asked = settings.known ? settings.value.principal : undefined;
  if (!token.known) return present({ principalId: asked });
  const { principal, tenantId } = token.value;
  return present({
    principalId: asked ?? principal.objectId,
    principalType: principal.kind === "user" ? "User" : "ServicePrincipal",
    appId: principal.appId,
    identityResourceId: principal.identityResourceId,
    tenantId,
  });
}

function present(values: FixEvidence): FixEvidence {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

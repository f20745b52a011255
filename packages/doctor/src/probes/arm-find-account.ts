import type { AccountIdFact } from "../facts/resource.ts";
import type { EndpointSetting, SettingsFact } from "../facts/settings.ts";
import { type ArmProblem, describeProblem, isRecord } from "./arm-answer.ts";
import type { ArmClient } from "./arm-client.ts";

/** Whom to look for: the host as the program calls it. */
interface Wanted {
  host: string;
  label?: string;
  regional: boolean;
}

/** A candidate as Resource Graph or a list shows it. */
interface Candidate {
  id: string;
  tenantId?: string;
  subdomain?: string;
  hosts: readonly string[];
}

const apiVersions = { accounts: "2025-06-01", subscriptions: "2022-12-01", graph: "2021-03-01" } as const;

/** Result of the search, with the first problem that may explain an empty one. */
export interface AccountSearch {
  fact: AccountIdFact;
  problem?: ArmProblem;
}

/** Which account serves the endpoint's host: the id that was given, else Resource Graph, else the lists of every readable subscription. */
export async function findAccount(arm: ArmClient, settings: SettingsFact, endpoint: EndpointSetting): Promise<AccountSearch> {
  const wanted = { host: endpoint.host.toLowerCase(), ...(endpoint.subdomain && { label: endpoint.subdomain.toLowerCase() }), regional: endpoint.kind === "regional" };
  const graph = await askResourceGraph(arm, wanted, settings);
  const byGraph = pick(graph.candidates, wanted);
  if (byGraph !== undefined) return { fact: { found: true, id: byGraph.id, by: "resource-graph", ...(byGraph.tenantId && { tenantId: byGraph.tenantId }) } };
  // A host that gave no answer to the first question is not asked the second: that would only double the wait.
  if (graph.problem?.kind === "network") return { fact: { found: false, complete: false, looked: [], gaps: graph.gaps }, problem: graph.problem };
  const listing = await listAccounts(arm, settings.subscription);
  const byList = pick(listing.candidates, wanted);
  if (byList !== undefined) return { fact: { found: true, id: byList.id, by: "listing", ...(byList.tenantId && { tenantId: byList.tenantId }) } };
  const problem = graph.problem ?? listing.problem;
  const fact = { found: false, complete: listing.complete, looked: listing.looked, gaps: [...graph.gaps, ...listing.gaps] } as const;
  return { fact, ...(problem && { problem }) };
}

/** The query's texts are built only from labels of this form, so nothing of the endpoint can become a part of the query's syntax. */
const plainLabel = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** The query that finds an account, or a project of it, by its host. Undefined when the host is not plain enough to ask for. */
export function accountQuery(wanted: { host: string; label?: string }, suffixes: readonly string[]): string | undefined {
  const names = wanted.host.split(".");
  if (!names.every((name) => plainLabel.test(name)) || (wanted.label !== undefined && !plainLabel.test(wanted.label))) return undefined;
  const hosts = wanted.label === undefined ? [wanted.host] : [...new Set([wanted.host, ...suffixes.filter((suffix) => /^\.[a-z.-]+$/.test(suffix)).map((suffix) => wanted.label + suffix)])];
  const bySubdomain = wanted.label === undefined ? [] : [`tostring(properties.customSubDomainName) =~ '${wanted.label}'`];
  const byHost = hosts.flatMap((host) => [`tostring(properties.endpoint) has '${host}'`, `tostring(properties.endpoints) has '${host}'`]);
  return [
    "resources",
    "| where type in~ ('microsoft.cognitiveservices/accounts', 'microsoft.cognitiveservices/accounts/projects')",
    `| where ${[...bySubdomain, ...byHost].join(" or ")}`,
    "| project id, tenantId, sub = tostring(properties.customSubDomainName), endpoint = tostring(properties.endpoint), endpoints = properties.endpoints",
  ].join("\n");
}

async function askResourceGraph(arm: ArmClient, wanted: Wanted, settings: SettingsFact): Promise<{ candidates: Candidate[]; gaps: string[]; problem?: ArmProblem }> {
  const query = accountQuery(wanted, settings.cloud.endpointSuffixes);
  if (query === undefined) return { candidates: [], gaps: ["the host name is not one that Resource Graph can be asked for"] };
  const answer = await arm.post(`/providers/Microsoft.ResourceGraph/resources?api-version=${apiVersions.graph}`, { query, options: { resultFormat: "objectArray", $top: 50 } });
  if (!answer.ok) return { candidates: [], gaps: [describeProblem("Resource Graph", answer.problem)], problem: answer.problem };
  const rows = Array.isArray(answer.value["data"]) ? answer.value["data"].filter(isRecord) : [];
  return { candidates: rows.map((row) => candidate(row, row["sub"], row["endpoint"], row["endpoints"])), gaps: [] };
}

async function listAccounts(arm: ArmClient, only: string | undefined): Promise<{ candidates: Candidate[]; complete: boolean; looked: string[]; gaps: string[]; problem?: ArmProblem }> {
  const subscriptions = only === undefined ? await arm.list(`/subscriptions?api-version=${apiVersions.subscriptions}`, "subscriptions") : { items: [{ subscriptionId: only }], complete: true, gaps: [] };
  const looked = subscriptions.items.flatMap(({ subscriptionId }) => (typeof subscriptionId === "string" ? [subscriptionId] : []));
  const lists = await Promise.all(
    looked.map((id) => arm.list(`/subscriptions/${encodeURIComponent(id)}/providers/Microsoft.CognitiveServices/accounts?api-version=${apiVersions.accounts}`, `accounts of subscription ${id}`)),
  );
  const accounts = lists.flatMap(({ items }) => items);
  const problem = [subscriptions, ...lists].find((one) => "problem" in one && one.problem !== undefined) as { problem?: ArmProblem } | undefined;
  return {
    candidates: accounts.map((account) => {
      const properties = isRecord(account["properties"]) ? account["properties"] : {};
      return candidate(account, properties["customSubDomainName"], properties["endpoint"], properties["endpoints"]);
    }),
    complete: subscriptions.complete && lists.every(({ complete }) => complete),
    looked,
    gaps: [...subscriptions.gaps, ...lists.flatMap(({ gaps }) => gaps)],
    ...(problem?.problem && { problem: problem.problem }),
  };
}

function candidate(row: Record<string, unknown>, subdomain: unknown, endpoint: unknown, endpoints: unknown): Candidate {
  const urls = [endpoint, ...(isRecord(endpoints) ? Object.values(endpoints) : [])].filter((url) => typeof url === "string");
  return {
    // A project is shown where its account may not be; the account's id is the part before it.
    id: typeof row["id"] === "string" ? row["id"].replace(/\/projects\/[^/]+$/i, "") : "",
    ...(typeof row["tenantId"] === "string" && { tenantId: row["tenantId"] }),
    ...(typeof subdomain === "string" && subdomain !== "" && { subdomain: subdomain.toLowerCase() }),
    hosts: urls.filter((url) => URL.canParse(url)).map((url) => new URL(url).hostname.toLowerCase()),
  };
}

/** The one that serves the host: by subdomain, which is unique in the world, or by host; a shared regional host only when one account uses it. */
function pick(candidates: readonly Candidate[], wanted: Wanted): Candidate | undefined {
  const matching = candidates.filter(({ subdomain, hosts }) => {
    if (wanted.regional) return subdomain === undefined && hosts.includes(wanted.host);
    return (wanted.label !== undefined && subdomain === wanted.label) || hosts.includes(wanted.host) || hosts.some((host) => host.split(".")[0] === wanted.label);
  });
  const ids = new Map(matching.map((one) => [one.id.toLowerCase(), one]));
  return wanted.regional && ids.size > 1 ? undefined : [...ids.values()][0];
}

import type { CauseId } from "./cause-ids.ts";
import type { CauseRecord, FixEvidence, Step } from "./cause.ts";
import { accountArguments, accountScope, fill, say, setVariable, unsetVariables } from "../fix.ts";

const vnet = "https://learn.microsoft.com/azure/ai-services/cognitive-services-virtual-networks";
const dns = "https://learn.microsoft.com/azure/private-link/private-endpoint-dns";

/** Causes that lie between the program and the service: names, routes, TLS, firewalls. */
export const network = {
  "tls-untrusted-ca": {
    title: "The program does not trust the server's certificate chain",
    why: "The TLS handshake failed because the root that signed the chain is not in this program's trust store: a company proxy that intercepts TLS, a container without CA certificates, or a CA bundle variable that points to a wrong file. No credential was looked at.",
    neighbours: [{ id: "network-or-proxy", tell: "there no TLS handshake takes place" }, { id: "cert-unusable", tell: "that is about the client's own certificate" }],
    fix: (e) => [
      { title: "See who signed the chain, from the same environment", az: [`openssl s_client -connect "${fill(e, "host")}:443" -servername "${fill(e, "host")}" -showcerts`] },
      ...(wrongCertificates[e.code ?? ""] ?? trustTheRoot),
      say("Never switch verification off: the token would go to whoever intercepts"),
    ],
    docs: ["https://learn.microsoft.com/cli/azure/use-azure-cli-successfully-troubleshooting#work-behind-a-proxy", "https://nodejs.org/api/cli.html#node_extra_ca_certsfile"],
  },
  "network-or-proxy": {
    title: "The host is not reached: proxy, firewall, DNS or route",
    why: "The connection to the login service or the endpoint failed before any credential mattered. Usual reasons are a proxy that refuses or wants credentials, a blocked port, a name server that does not answer, or a proxy that is needed and not used.",
    neighbours: [
      { id: "dns-name-not-found", tell: "there the name of your own resource does not exist" },
      { id: "tls-untrusted-ca", tell: "there the connection stands and the certificate is refused" },
      { id: "imds-unreachable", tell: "there the host is 169.254.169.254" },
    ],
    fix: (e) => [
      { title: "Try the same host from the same environment", az: [`curl -sv --max-time 10 "https://${fill(e, "host", "login.microsoftonline.com")}/"`], powershell: [`Test-NetConnection ${fill(e, "host", "login.microsoftonline.com")} -Port 443`] },
      ...(isProxyVariable(e.variable) ? [unsetVariables([...new Set([e.variable, e.variable.toUpperCase(), e.variable.toLowerCase()])], "If this network needs no proxy, take it away")] : []),
      setVariable(isProxyVariable(e.variable) ? e.variable : "HTTPS_PROXY", "http://PROXY_HOST:PROXY_PORT", "If a proxy is needed, name it (http:// even for TLS), with credentials when it asks for them"),
      say("Let login.microsoftonline.com, management.azure.com and the endpoint's host through on port 443", "NO_PROXY must hold localhost, 127.0.0.1 and 169.254.169.254. Some libraries read no proxy variables and need it in code."),
    ],
    docs: ["https://learn.microsoft.com/azure/azure-portal/azure-portal-safelist-urls", "https://learn.microsoft.com/cli/azure/use-azure-cli-successfully-troubleshooting#work-behind-a-proxy"],
  },
  "dns-name-not-found": {
    title: "The host name does not exist",
    why: "The name of the endpoint does not resolve. Usual reasons are a spelling mistake, a placeholder, a deleted resource, an account without a custom subdomain, or a resolver in this network that does not know it.",
    neighbours: [{ id: "private-endpoint-dns", tell: "there the name resolves, to the wrong address", command: "nslookup RESOURCE_NAME.openai.azure.com" }, { id: "network-or-proxy", tell: "there public names fail too", command: "curl -s -o /dev/null -w \"%{http_code}\" https://login.microsoftonline.com/" }],
    fix: (e) => [
      { title: "Compare the host with the account's endpoint", az: [`az cognitiveservices account show ${accountArguments(e)} --query "{endpoint:properties.endpoint,subdomain:properties.customSubDomainName}"`, `nslookup "${fill(e, "host")}"`], powershell: [`Get-AzCognitiveServicesAccount -ResourceGroupName "${fill(e, "resourceGroup")}" -Name "${fill(e, "accountName")}" | Select-Object Endpoint`], portal: ["The account, Keys and Endpoint."] },
      say("Inside a network with own name servers or private zones, let them answer for this name or forward to 168.63.129.16"),
    ],
    docs: ["https://learn.microsoft.com/azure/ai-services/cognitive-services-custom-subdomains", dns],
  },
  "network-access-denied": {
    title: "The resource's firewall refuses this network",
    why: "The request reached the service and was refused because public access is off or the caller's address is not on the list. Token and role were not looked at.",
    neighbours: [
      { id: "private-endpoint-dns", tell: "the caller is inside the network and the name still resolves to the public address", command: "nslookup RESOURCE_NAME.openai.azure.com" },
      { id: "rbac-no-data-role", tell: "there the code is PermissionDenied" },
    ],
    fix: (e) => [
      { title: "Look at the rules first", az: [`az cognitiveservices account show ${accountArguments(e)} --query "{public:properties.publicNetworkAccess,rules:properties.networkAcls}"`] },
      ...(e.publicNetworkAccess === "Disabled" ? [callFromInside, openForOne(e)] : e.publicNetworkAccess === undefined ? [allowAddress(e), openForOne(e), callFromInside] : [allowAddress(e), callFromInside]),
    ],
    docs: [vnet],
  },
  "private-endpoint-dns": {
    title: "A private endpoint exists, but the name resolves to the public address",
    why: "The caller sits in (or is connected to) the private network, yet its name server gives the public address, so the service sees a public caller and refuses. The private zone is missing, not linked, or the name server does not ask it.",
    neighbours: [{ id: "network-access-denied", tell: "there the caller is outside and is meant to be refused or listed" }, { id: "dns-name-not-found", tell: "there the name gives no address at all" }],
    fix: (e) => [
      { title: "Ask the name from where the program runs: it has to give a private address", az: [`nslookup "${fill(e, "host")}"`], powershell: [`Resolve-DnsName "${fill(e, "host")}"`] },
      {
        title: "Create and link the three zones, and register the endpoint in them",
        az: [
          "az network private-dns zone create --resource-group \"RESOURCE_GROUP\" --name privatelink.openai.azure.com",
          "az network private-dns link vnet create --resource-group \"RESOURCE_GROUP\" --zone-name privatelink.openai.azure.com --name LINK_NAME --virtual-network VNET_RESOURCE_ID --registration-enabled false",
          "az network private-endpoint dns-zone-group create --resource-group \"RESOURCE_GROUP\" --endpoint-name PRIVATE_ENDPOINT_NAME --name default --zone-name openai --private-dns-zone privatelink.openai.azure.com",
        ],
        powershell: ["New-AzPrivateDnsVirtualNetworkLink -ResourceGroupName \"RESOURCE_GROUP\" -ZoneName privatelink.openai.azure.com -Name LINK_NAME -VirtualNetworkId VNET_RESOURCE_ID"],
        bicep: "resource zone 'Microsoft.Network/privateDnsZones@2020-06-01' = {\n  name: 'privatelink.openai.azure.com'\n  location: 'global'\n}",
        note: "The same for privatelink.cognitiveservices.azure.com and privatelink.services.ai.azure.com. If the zones exist in a hub, only link them; don't create a second zone of the same name.",
      },
      say("Own name servers and VPN clients forward these zones to 168.63.129.16 or a DNS private resolver"),
    ],
    docs: [dns, vnet],
  },
  "network-downstream-denied": {
    title: "The service's own call to another service is refused",
    why: "Your call is allowed; the model service then calls a search index, storage or another address for you. That second service refuses its network or identity, or outbound access of the account is restricted.",
    neighbours: [{ id: "network-access-denied", tell: "there your own request is refused" }, { id: "rbac-no-data-role", tell: "there your own principal is named" }],
    fix: (e) => [
      { title: "Let the service in at the other end: trusted services on its firewall, and a role for the account's own identity", az: [`az cognitiveservices account identity show ${accountArguments(e)} --query principalId --output tsv`, "az role assignment create --assignee-object-id \"ACCOUNT_PRINCIPAL_ID\" --assignee-principal-type ServicePrincipal --role \"1407120a-92aa-4202-b7e9-c0e197c71c8f\" --scope \"SEARCH_RESOURCE_ID\""], note: "1407120a-92aa-4202-b7e9-c0e197c71c8f is Search Index Data Reader. The search service also has to accept role-based access." },
      { title: "If outbound access of the account is restricted, allow the other host", az: [`az rest --method get --url "https://management.azure.com${accountScope(e)}?api-version=2025-06-01" --query "properties.{restricted:restrictOutboundNetworkAccess,allowed:allowedFqdnList}"`] },
    ],
    docs: ["https://learn.microsoft.com/azure/ai-services/openai/how-to/on-your-data-configuration", "https://learn.microsoft.com/azure/ai-services/cognitive-services-data-loss-prevention"],
  },
} as const satisfies Partial<Record<CauseId, CauseRecord>>;

const callFromInside: Step = say("Call from inside: a private endpoint of the account, or (while public access is on) a subnet on its list", "With public access switched off, this is what the account's owner meant.");

function allowAddress(e: FixEvidence): Step {
  return {
    title: "Allow the caller's address or subnet",
    az: [`az cognitiveservices account network-rule add ${accountArguments(e)} --ip-address "${fill(e, "clientIp")}"`],
    powershell: [`Add-AzCognitiveServicesAccountNetworkRule -ResourceGroupName "${fill(e, "resourceGroup")}" -Name "${fill(e, "accountName")}" -IpAddressOrRange "${fill(e, "clientIp")}"`],
    bicep: `publicNetworkAccess: 'Enabled'\nnetworkAcls: {\n  defaultAction: 'Deny'\n  ipRules: [ { value: '${fill(e, "clientIp")}' } ]\n}`,
    portal: ["The account, Networking, Selected networks, add the address."],
    warning: "This widens access to the resource. On an account without rules, the command creates a list that denies everyone who is not on it. It has no effect while public access is Disabled.",
  };
}

/** A rule alone changes nothing while public access is off, and no command of `az cognitiveservices` switches it on. */
function openForOne(e: FixEvidence): Step {
  const rules = `{'properties':{'publicNetworkAccess':'Enabled','networkAcls':{'defaultAction':'Deny','ipRules':[{'value':'${fill(e, "clientIp")}'}]}}}`;
  return {
    title: "If public access is Disabled and may be opened: switch it on for the caller's address alone",
    az: [`az rest --method patch --url "https://management.azure.com${accountScope(e)}?api-version=2025-06-01" --body "${rules}"`],
    portal: ["The account, Networking, Selected networks and private endpoints, add the address."],
    warning: "This widens access to the resource, and replaces the addresses on its list; name the ones to keep as well.",
  };
}

const isProxyVariable = (name: string | undefined): name is string => /^(?:https?|all)_proxy$/i.test(name ?? "");

const trustTheRoot: readonly Step[] = [
  setVariable("NODE_EXTRA_CA_CERTS", "CA_FILE.pem", "Trust the company's root where this runtime looks for it (Node.js)"),
  setVariable("REQUESTS_CA_BUNDLE", "CA_BUNDLE.pem", "Python and the Azure CLI: a bundle with the public roots and the company's (SSL_CERT_FILE for httpx and OpenAI)"),
  say("Go, Rust and .NET on Linux: SSL_CERT_FILE or the system store (update-ca-certificates). Java: keytool -importcert into the trust store, or -Djavax.net.ssl.trustStore"),
];

/** A certificate that is past its end or another host's is no matter of trust. */
const wrongCertificates: Readonly<Record<string, readonly Step[]>> = {
  CERT_HAS_EXPIRED: [say("The certificate is past its end: whoever shows it renews it", "A certificate of Azure's own is never old, so it is a proxy's or a gateway's. Compare the clock of this machine first.")],
  ERR_TLS_CERT_ALTNAME_INVALID: [say("The certificate is another host's: find out who answers in place of this one", "A hosts file, a private DNS zone or a proxy leads the name elsewhere.")],
};

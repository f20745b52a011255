import type { CauseId } from "../cause-ids.ts";
import type { Signature } from "../cause.ts";
import { all, each } from "./write.ts";

const imds = "169.254.169.254";
const tls = ["CERTIFICATE_VERIFY_FAILED", "x509", "PKIX", "self-signed certificate", "self signed certificate", "unable to get local issuer", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "SSLError", "SELF_SIGNED_CERT_IN_CHAIN", "RemoteCertificate"];
const azureHosts = ["@host-login", "@host-resource", "@host-public", "@host-regional", "openai.azure.com", "management.azure.com", "cognitiveservices", "services.ai.azure.com", "azure", "openai", "msal", "token"];

/** Signatures of the causes between the program and the service. */
export const network = {
  "tls-untrusted-ca": [
    ...each(90, "the server's certificate chain is not trusted here", [
      "CERTIFICATE_VERIFY_FAILED", "SELF_SIGNED_CERT_IN_CHAIN", "DEPTH_ZERO_SELF_SIGNED_CERT", "UNABLE_TO_VERIFY_LEAF_SIGNATURE",       "UNABLE_TO_GET_ISSUER_CERT", "unable to verify the first certificate", "unable to get local issuer certificate",       "self-signed certificate", "self signed certificate", "certificate verify failed",
      "certificate signed by unknown authority", "tls: failed to verify certificate", "PKIX path building failed", "unable to find valid certification path",
      "SunCertPathBuilderException", "PKIX path validation failed",       "The remote certificate was rejected", "RemoteCertificateChainErrors",
      "RemoteCertificateNameMismatch", "UntrustedRoot", "PartialChain", "NO_CERTIFICATE_OR_CRL_FOUND", "no certificate or crl found",       "Could not find a suitable TLS CA certificate bundle", "UnknownIssuer", "invalid peer certificate", "SSLCertVerificationError", "CERT_HAS_EXPIRED",
      "certificate has expired", "CERT_UNTRUSTED", "unknown ca", "trustAnchors parameter must be non-empty", "CertificateExpiredException",
      "CertPathValidatorException", "certificate is not trusted", "Could not establish trust relationship for the SSL/TLS secure channel",
      "ERR_TLS_CERT_ALTNAME_INVALID", "does not match certificate's altnames", "No subject alternative DNS name matching", "NotAfter:", "certificate verification failed", "SSL certificate problem", "SEC_E_UNTRUSTED_ROOT",
      "ReferenceCountedOpenSslEngine.handshakeException", "General OpenSslEngine problem", "SSLHandshakeException", "x509: certificate",
      "Hostname mismatch, certificate is not valid",
      "certificate chain was issued by an authority that is not trusted", "unable to load X509 certificate", "SSL certificate invalid", "SSL: CERTIFICATE",
      "InvalidCertificate(", "certificate is invalid", "no trusted certificate found", "ERR_CERT_AUTHORITY_INVALID", "UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY",
    ], { none: ["AADSTS700027", "Failed to deserialize certificate", "client certificate"] }),
    all(90, "the certificate is of another name than the host's", ["Hostname", "not verified:"]),
    ...each(56, "the TLS handshake failed", ["SSLError", "SSL connection could not be established", "TLS handshake failed", "handshake failure", "SslHandler", "AuthenticationException: The remote", "error:0A000086", "SSL routines", "SSL error"], { none: ["WRONG_VERSION_NUMBER", "wrong version number", "UNEXPECTED_EOF", "Connection reset", "EOF occurred"] }),
    ...each(58, "the list of trusted authorities plays a part", ["CA bundle", "ca-certificates", "NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE"], { any: ["certificate", "SSLError", "TLS", "x509", "handshake"], none: ["AADSTS700027", "client certificate"] }),
    all(40, "a connection error may hide an untrusted certificate", ["APIConnectionError"], { none: ["getaddrinfo", "Name or service", "timed out", "proxy", "ENOTFOUND", "nodename"] }),
  ],
  "network-or-proxy": [
    ...each(104, "TLS is spoken to something that does not speak it: a wrong proxy scheme or port", ["WRONG_VERSION_NUMBER", "wrong version number", "first record does not look like a TLS handshake", "server gave HTTP response to HTTPS client"]),
    ...each(103, "the connection is cut during the TLS handshake", ["SSLEOFError", "EOF occurred in violation of protocol", "UNEXPECTED_EOF_WHILE_READING", "Client network socket disconnected before secure TLS connection"], { any: [...azureHosts, "proxy"] }),
    all(74, "the authority's metadata can't be read", ["openid-configuration\": EOF"]),
    ...each(92, "the TLS handshake gets no answer", ["SslHandshakeTimeoutException", "handshake timed out"]),
    ...each(70, "the authority's metadata can't be read", ["Please check network and try again", "Please ensure you have network connection", "openid_config_error", "Check your network connection"], { none: ["CERTIFICATE_VERIFY_FAILED", "certificate verify failed", "self-signed", "self signed", imds] }),
    ...each(88, "a proxy stands in the way", [
      "Proxy Authentication Required", "Tunnel connection failed", "Cannot connect to proxy", "Unable to connect to proxy", "ProxyError", "proxyconnect tcp",
      "tunneling socket could not be established", "ERR_TUNNEL_CONNECTION_FAILED", "Received HTTP code 407 from proxy", "Received HTTP code 403 from proxy",
      "from proxy after CONNECT", "proxy tunnel request", "the proxy server", "ProxyConnectException", "Proxy CONNECT aborted", "Check proxy settings",
      "check your proxy", "unsupported proxy", "Proxy URL had no scheme", "Failed to parse proxy", "Invalid proxy", "Unknown scheme for proxy URL",
      "proxy: unknown scheme", "Unable to determine SOCKS version", "Missing dependencies for SOCKS support",
    ], { none: [...tls, imds, "ManagedIdentityCredential"] }),
    all(60, "a proxy is configured where the connection fails", ["HTTPS_PROXY"], { any: ["timed out", "timeout", "ECONNREFUSED", "ECONNRESET", "refused", "getaddrinfo", "ENOTFOUND", "connection error", "fetch failed", "tunnel"], none: [...tls, imds, "aadsts"] }),
    all(87, "a proxy refuses the tunnel to this host", ["Unexpected response code for CONNECT"]),
    ...each(86, "a proxy refuses the tunnel: no service answers with the bare words of a status", ["@go-tunnel-refused", "@go-tunnel-gateway"]),
    all(88, "only a proxy answers 407", ["@status-407"]),
    all(40, "a refusal without a word: Azure's services name a code, a proxy or gateway need not", ["@bare-refusal"]),
    all(46, "the connection is refused on this machine, where Azure has no endpoint and a proxy's address may point", ["@refused-here"], { none: ["IDENTITY_ENDPOINT", "MSI_ENDPOINT", "redis", "postgres", "mongo", "mysql", "kafka", "ManagedIdentity", "managed identity", "/msi/token"] }),
    all(86, "the proxy asks for credentials", ["407"], { any: ["proxy", "Authentication Required"] }),
    all(72, "the name server does not answer", ["lookup"], { any: ["i/o timeout", "server misbehaving", "Temporary failure in name resolution", "connection refused"], none: [imds, ...tls] }),
    ...each(74, "the login host is not reached", [
      "lookup login.microsoftonline.com", "getaddrinfo ENOTFOUND login.microsoftonline.com", "getaddrinfo EAI_AGAIN login.microsoftonline.com",
      "connect ETIMEDOUT login.microsoftonline", "login.microsoftonline.com: Temporary failure in name resolution",
      "No such host is known. (login.microsoftonline.com", "Name or service not known (login.microsoftonline.com", "UnknownHostException: login.microsoftonline.com",
      "Could not resolve host: login.microsoftonline.com", "Failed to resolve 'login.microsoftonline",
      "nodename nor servname provided, or not known (login.microsoftonline.com", "getaddrinfo ENOTFOUND management.azure.com", "lookup management.azure.com",
      "UnknownHostException: management.azure.com", "Could not resolve host: management.azure.com", "Error Details: login.microsoftonline.com",
    ], { none: [...tls] }),
    ...each(66, "the connection is refused, cut or times out", [
      "ETIMEDOUT", "ESOCKETTIMEDOUT", "UND_ERR_CONNECT_TIMEOUT", "ConnectTimeoutError", "Connect Timeout Error", "ConnectTimeout", "connect timed out",
      "connection timed out", "Connection refused", "ECONNREFUSED", "ECONNRESET", "EHOSTUNREACH", "ENETUNREACH", "Network is unreachable", "network_error",
      "socket hang up", "Connection reset by peer", "connection aborted", "RemoteDisconnected", "actively refused", "i/o timeout",
      "Failed to establish a new connection", "Max retries exceeded with url", "ServiceRequestError", "ServiceRequestTimeoutError", "TLS handshake timeout",
      "net/http: request canceled", "A connection attempt failed because the connected party did not properly respond", "An error occurred while sending the request",
      "Unable to connect to the remote server", "unexpected EOF", "network unreachable", "error sending request for url", "error trying to connect", "ConnectError",
      "APITimeoutError", "Request timed out", "fetch failed", "Temporary failure in name resolution", "EAI_AGAIN", "dial tcp", "ClientConnectorError",
      "Cannot connect to host", "ConnectionError", "tcp connect error", "Remote end closed connection", "SocketException", "SocketTimeoutException",
      "ConnectException", "upstream connect error",
    ], { any: azureHosts, none: [...tls, imds, "/metadata/identity", "ENOTFOUND", "Name or service not known", "no such host", "nodename nor servname", "No such host is known", "IMDS", "127.0.0.1:", "ManagedIdentityCredential", "NameResolutionError", "UnknownHostException", "az account get-access-token", "DNS name does not exist", "aadsts"] }),
    ...each(46, "the client only says that the connection failed", ["OpenAIIoException: Request failed", "TypeError: terminated", "peer closed connection without sending", "Connection error.", "Error communicating with OpenAI", "APIConnectionError", "APIConnectionError: Connection error"], { none: [...tls, "getaddrinfo", "ENOTFOUND", "Name or service not known"] }),
    all(44, "the authority's end points could not be read", ["endpoints_resolution_error"], { any: ["network", "ENOTFOUND", "ECONNREFUSED", "ETIMEDOUT", "proxy", "offline", "firewall", "getaddrinfo"] }),
    all(50, "the authority's end points could not be read", ["endpoints_resolution_error"], { none: [...tls, "@tenant-in-url-odd"] }),
    ...each(60, "a firewall or filter stands in the way", ["blocked by the firewall", "blocked by firewall", "egress", "Zscaler", "corporate proxy", "corporate firewall", "behind a proxy"], { any: azureHosts, none: [...tls, imds] }),
  ],
  "dns-name-not-found": [
    ...["ENOTFOUND", "Name or service not known", "nodename nor servname provided", "no such host", "Name does not resolve", "NameResolutionError", "UnknownHostException", "Could not resolve host", "NXDOMAIN", "Non-existent domain", "getaddrinfo failed", "Name or service not", "The remote name could not be resolved", "failed to lookup address information", "DNS name does not exist", "Errno 11001", "No address associated with hostname", "Failed to resolve", "could not be resolved", "DNS resolution failed", "DNS lookup failed", "cannot be resolved", "can't find"].map((phrase) =>
      all(84, "the name of the endpoint does not resolve", [phrase], { any: ["@host-resource", "@host-regional", "openai.azure.com", "cognitiveservices.azure", "services.ai.azure", "api.cognitive", "azure-api.net"], none: ["lookup login.microsoftonline.com", "ENOTFOUND login.microsoftonline.com", "endpoints cannot be resolved", imds] })),
    ...each(60, "a host name does not resolve", ["getaddrinfo ENOTFOUND", "Name or service not known", "nodename nor servname provided", "UnknownHostException", "Could not resolve host", "NameResolutionError", "getaddrinfo failed", "no such host", "NXDOMAIN", "failed to lookup address information"], { none: ["login.microsoftonline.com", imds, "management.azure.com"] }),
    all(48, "only a connection error is shown", ["APIConnectionError", "openai.azure.com"], { none: tls }),
  ],
  "network-access-denied": [
    all(78, "a storage account refuses, as it does for a network that is not allowed", ["AuthorizationFailure"], { any: ["This request is not authorized to perform this operation"], none: ["using this permission"] }),
    ...each(92, "the resource's firewall refuses the caller", [
      "Virtual Network/Firewall rules",       "Public access is disabled", "Public network access is disabled", "public network access on this resource is disabled",
      "not allowed by firewall", "blocked by firewall rules", "is not allowed to access this resource by its network rules",
      "Request is not authorized by network rules", "ForbiddenByFirewall", "ForbiddenByConnection", "Traffic is not from an approved private link",
      "Your client does not have permission to access this resource from this IP", "Client address is not authorized", "IP address is not allowed",
      "is not on the allowed IP list", "NetworkAclsDeny", "Denied by network ACLs", "network security perimeter",
    ], { none: ["on vpn", "private endpoint resolves", "nslookup", "AzureCognitiveSearch", "data source"] }),
    ...each(86, "the resource's firewall refuses the caller", ["publicNetworkAccess", "virtual network rules"], { any: ["403", "denied", "forbidden", "not allowed", "not authorized", "blocked"], none: ["on vpn", "nslookup", "AzureCognitiveSearch", "InvalidTemplate"] }),
    all(64, "a gateway in front of the service refuses without a reason", ["nginx"], { any: ["403 Forbidden", "403", "forbidden"] }),
    all(60, "access is refused for the network", ["AccessDenied", "Virtual Network"]),
    all(54, "a bare refusal without a service's code", ["403 Forbidden", "@host-resource"], { none: ["PermissionDenied", "AuthenticationTypeDisabled", "AuthorizationFailed", "content management policy", "lacks the required", "quota", imds] }),
  ],
  "private-endpoint-dns": [
    all(90, "the private name resolves to a public address", ["privatelink"], { any: ["public ip", "public address", "nslookup", "resolves to", "resolved to", "dig ", "Non-existent domain", "NXDOMAIN", "dns zone", "A record"] }),
    all(88, "the name is looked up and gives a public address", ["nslookup"], { any: ["public ip", "public_ip", "private ip", "private endpoint", "Aliases"] }),
    all(104, "the service sees a public caller although a private endpoint is in use", ["Public access is disabled"], { any: ["vpn", "private endpoint is", "private dns", "privatelink", "dns zone", "vnet integration", "peered", "from within the vnet", "inside the vnet", "same vnet", "nslookup", "resolves", "expressroute", "jumpbox", "bastion"] }),
    all(104, "the service sees a public caller although a private endpoint is in use", ["Virtual Network/Firewall rules"], { any: ["vpn", "private endpoint", "private dns", "privatelink", "dns zone", "nslookup", "resolves"] }),
    all(80, "a private caller is treated as a public one", ["public access"], { any: ["vpn", "private endpoint is", "private dns", "vnet integration", "inside the vnet", "nslookup", "expressroute"] }),
    all(62, "a token is refused and the name has a private end point", ["private endpoint"], { any: ["401", "403", "unauthorized", "forbidden", "denied"], none: ["Please configure private endpoint", "search.windows.net", "AzureCognitiveSearch"] }),
    ...each(80, "the private zone is the matter", ["Private DNS zone", "privatelink.openai.azure.com", "privatelink.cognitiveservices.azure.com", "privatelink.services.ai.azure.com", "168.63.129.16"], { none: ["InvalidTemplateDeployment"] }),
    all(70, "the name resolves to a public address in the private network", ["private endpoint"], { any: ["public ip", "dns", "resolves", "resolve"] }),
  ],
  "network-downstream-denied": [
    ...each(92, "the service's call to another service is refused", [
      "Invalid AzureCognitiveSearch configuration detected", "Outbound network access is restricted", "outbound access is restricted",
      "Error occurred when calling Azure Cognitive Search", "An error occurred when calling Azure AI Search", "Failed to access the data source",
      "Unable to access the search index", "Call to Azure AI Search", "Call to Azure Cognitive Search", "Call to get Azure Search", "failed to call search index",
      "Azure Search: This request is not authorized by network security perimeter", "Trusted service bypass", "restrictOutboundNetworkAccess", "allowedFqdnList",
      "Could not connect to the data source", "Cannot connect to the storage account", "Error while accessing storage", "Failed to retrieve the index",
      "connection to the search service was refused", "Validating the data source failed", "error when calling the embedding endpoint", "Unable to retrieve blob",
      "Failed to download the file from", "invalid azure search configuration", "data source is not accessible", "AzureSearchDatasourceException",
      "Unable to load vector store",
    ]),
    all(74, "a search index behind the service refuses it", ["AzureCognitiveSearch"], { any: ["403", "forbidden", "denied", "unauthorized", "not authorized"] }),
    all(72, "a search index behind the service refuses it", ["azure_search"], { any: ["403", "forbidden", "denied", "unauthorized", "Server responded with status 400", "not authorized"] }),
    all(66, "a search index behind the service refuses it", ["search.windows.net"], { any: ["403", "forbidden", "denied", "Virtual Network"], none: ["InvalidAuthenticationToken"] }),
    all(60, "a storage account behind the service refuses it", ["blob.core.windows.net"], { any: ["AuthorizationFailure", "This request is not authorized to perform this operation", "firewall"] }),
  ],
} as const satisfies Partial<Record<CauseId, readonly Signature[]>>;

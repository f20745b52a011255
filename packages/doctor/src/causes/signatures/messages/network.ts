import type { CauseId } from "../../cause-ids.ts";
import type { Signature } from "../../cause.ts";
import { each } from "../write.ts";

/** What libraries, tools and services print for causes of this family, beside the family's own signatures. */
export const network: Partial<Record<CauseId, readonly Signature[]>> = {
  "network-or-proxy": [
    ...each(90, "the Windows broker reaches no network", ["WAM_no_network"]),
    ...each(90, "there is no network", ["Please connect to internet before executing this cmdlet"]),
    ...each(90, "the proxy refused the tunnel", ["!== 200 when HTTP Tunneling", "CONNECT tunnel failed, response", "unsuccessful tunnel"]),
    ...each(90, "the TLS connection to the proxy failed", ["UND_ERR_PRX_TLS"]),
    ...each(90, "the proxy refused the connection", ["UND_ERR_PRX_CONN"]),
    ...each(90, "the SOCKS proxy failed", ["UND_ERR_SOCKS5"]),
    ...each(90, "the proxy address has a wrong scheme", ["Proxy URL had unsupported scheme", "unknown proxy scheme"]),
    ...each(90, "the proxy address must begin with http", ["Your proxy appears to only use HTTP and not HTTPS"]),
    ...each(90, "this Python has no TLS", ["Can't connect to HTTPS URL because the SSL module is not available"]),
    ...each(90, "the proxy name does not resolve", ["Could not resolve proxy"]),
    ...each(90, "the SOCKS proxy can not be reached", ["error connecting to socks proxy"]),
    ...each(90, "plain text came where TLS was expected", ["received corrupt message of type InvalidContentType"]),
    ...each(90, "the Arc agent does not reach its endpoints", ["AZCM0026"]),
    ...each(90, "the device sign-in did not reach the login host", ["Error occurred while sending request for Device Authorization Code"]),
    ...each(90, "the token request did not reach the login host", ["Failed to execute the refresh request. Error = 'Post https://login"]),
    ...each(90, "the host can not be connected to", ["0x80072EFD", "A connection with the server could not be established"]),
    ...each(90, "the host did not answer in time", ["0x80072EE2"]),
    ...each(90, "the connection was closed", ["0x80072EFE"]),
    ...each(90, "the TLS channel could not be set up", ["0x80072F7D"]),
    ...each(90, "TLS could not be negotiated: old protocol or cipher", ["Could not create SSL/TLS secure channel"]),
    ...each(90, "a proxy offers only old TLS renegotiation", ["UNSAFE_LEGACY_RENEGOTIATION_DISABLED"]),
  ],
  "dns-name-not-found": [
    ...each(90, "the registry name does not resolve", ["CONNECTIVITY_DNS_ERROR", "Failed to reach DNS for registry"]),
  ],
  "network-access-denied": [
    ...each(90, "the registry refuses the network of the caller", ["CONNECTIVITY_FORBIDDEN_ERROR", "To see configured firewall rules, run 'az acr show --query"]),
    ...each(90, "the resource's network rules refuse the caller", ["ThrowExceptionDueToTrafficDenied"]),
    ...each(90, "the SAS does not allow this source address", ["AuthorizationSourceIPMismatch", "is not authorized to perform this operation using this source IP"]),
    ...each(90, "the account's firewall refuses the caller", ["This is blocked by your Cosmos DB account firewall settings", "Please check your authorization token and Cosmos DB account"]),
  ],
  "tls-untrusted-ca": [
    ...each(90, "the server's certificate is not trusted here", ["CONNECTIVITY_SSL_ERROR", "ClientConnectorCertificateError", "ServerFingerprintMismatch", "Certificate did not match expected hostname", "Problem with the SSL CA cert (path? access rights?)", "SSL peer certificate or SSH remote key was not OK", "SSL: no alternative certificate subject name matches", "curl: (60)", "curl: (77)", "CRYPT_E_REVOCATION_OFFLINE", "certificate not valid for name", "found the certificate was not issued by a trusted CA", "VSTS_ARM_REST_IGNORE_SSL_ERRORS", "0x80072F8F", "0x800B0109", "0x800B010A", "0x80092012", "0x80092013", "The certificate authority is invalid or incorrect", "x509: cannot validate certificate for", "EE certificate key too weak", "0x80090325", "schannel: the revocation status is unknown", "schannel: the certificate chain is incomplete"]),
    ...each(90, "the server's certificate is not trusted here", ["does not match target host"], { any: ["certificate subject name","SSL"] }),
  ],
  "network-downstream-denied": [
    ...each(90, "the search service refuses the call of the OpenAI resource", ["If the Azure Search resource has no public network access, make"]),
    ...each(90, "the storage account of the project refuses the caller", ["Failed to upload evaluation run to the cloud due to"]),
    ...each(90, "the agent service may not pull the image from the registry", ["Failed to pull container image. Please check the image URI and"]),
    ...each(90, "the agent service can't pull the image", ["aka.ms/hostedagents/tsg/image"]),
    ...each(90, "the translator may not read or write the storage container", ["InvalidDocumentAccessLevel"]),
  ],
};

export const network = {
  "tls-untrusted-ca": [
    "requests.exceptions.SSLError: HTTPSConnectionPool(host='login.microsoftonline.com', port=443): Max retries exceeded (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1007)')))",
    "Get \"https://login.microsoftonline.com/common\": x509: certificate signed by unknown authority",
    "javax.net.ssl.SSLHandshakeException: PKIX path building failed: unable to find valid certification path to requested target",
    "TypeError: fetch failed\n  cause: Error: self-signed certificate in certificate chain\n    code: 'SELF_SIGNED_CERT_IN_CHAIN'",
    "error sending request for url (https://contoso.openai.azure.com/): invalid peer certificate: UnknownIssuer",
  ],
  "network-or-proxy": [
    "com.openai.errors.OpenAIIoException: Request failed",
    "TypeError: terminated\n    at Fetch.onAborted (node:internal/deps/undici)\nopenai stream ended",
    "httpx2.RemoteProtocolError: peer closed connection without sending complete message body (incomplete chunked read)\nopenai.APIConnectionError: Connection error.",
    "OSError: Tunnel connection failed: 407 Proxy Authentication Required (host login.microsoftonline.com)",
    "ClientAuthenticationError: request to https://login.microsoftonline.com/ failed, reason: connect ETIMEDOUT 20.190.128.1:443",
    "Post \"https://login.microsoftonline.com/1/oauth2/v2.0/token\": proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused",
    "azure.core.exceptions.ServiceRequestError: Cannot connect to host login.microsoftonline.com:443",
  ],
  "dns-name-not-found": [
    "getaddrinfo ENOTFOUND contoso-typo.openai.azure.com",
    "httpx.ConnectError: [Errno -2] Name or service not known (https://contoso.cognitiveservices.azure.com)",
    "dial tcp: lookup contoso.openai.azure.com on 10.0.0.10:53: no such host",
    "System.Net.Http.HttpRequestException: No such host is known. (contoso.services.ai.azure.com:443)",
  ],
  "network-access-denied": [
    "Error code: 403 - {'error': {'code': '403', 'message': 'Access denied due to Virtual Network/Firewall rules.'}}",
    "{\"error\":{\"code\":\"403\",\"message\":\"Public access is disabled. Please configure private endpoint.\"}}",
    "<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center><hr><center>nginx</center></body></html> https://contoso.openai.azure.com/openai/v1/models",
  ],
  "private-endpoint-dns": [
    "Connected to the VPN, but: 403 Public access is disabled. Please configure private endpoint. nslookup contoso.openai.azure.com answers 20.232.10.5",
    "nslookup contoso.privatelink.openai.azure.com gives a public IP in the same VNet",
    "private DNS zone privatelink.cognitiveservices.azure.com is not linked; the name resolves to 52.1.2.3",
  ],
  "network-downstream-denied": [
    "Error code: 400 - {'error': {'code': 400, 'message': 'Invalid AzureCognitiveSearch configuration detected: Call to get Azure Search index failed.'}}",
    "Outbound network access is restricted. The hostname 'contoso.search.windows.net' for parameter 'endpoint' is not in the allowed FQDN list for this resource.",
    "An error occurred when calling Azure Cognitive Search: Azure Search Error: 403, message='Server responded with status 403'",
  ],
} as const;

export const managedIdentity = {
  "identity-not-assigned": [
    "ManagedIdentityCredential: (None) No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.",
    "azure.identity.CredentialUnavailableError: ManagedIdentityCredential authentication unavailable. The requested identity has not been assigned to this resource. {\"error\":\"invalid_request\",\"error_description\":\"Identity not found\"}",
    "ManagedIdentityCredential: no default identity is assigned to this resource",
    "System.Net.Sockets.SocketException: An attempt was made to access a socket in a way forbidden by its access permissions. [::ffff:169.254.169.254]:80",
    "ManagedIdentityCredential: The managed identity endpoint is indicating there's no available identity. Message: undefined Status code: 400",
  ],
  "identity-client-id-missing": [
    "{\"error\":\"invalid_request\",\"error_description\":\"Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the token request\"}",
    "{\"statusCode\":400,\"message\":\"No Managed Identity found for specified ClientId/ResourceId/PrincipalId.\"}\nthe app has only a user-assigned identity",
    "No MSI found for specified ClientId/ResourceId",
  ],
  "imds-unreachable": [
    "azure.identity._exceptions.CredentialUnavailableError: ManagedIdentityCredential authentication unavailable, no response from the IMDS endpoint.",
    "ManagedIdentityCredential: managed identity timed out. See https://aka.ms/azsdk/go/identity/troubleshoot#dac for more information",
    "Get \"http://169.254.169.254/metadata/identity/oauth2/token\": dial tcp 169.254.169.254:80: connect: no route to host (my laptop)",
    "com.azure.identity.CredentialUnavailableException: ManagedIdentityCredential authentication unavailable. Connection to IMDS endpoint cannot be established, connect timed out.",
  ],
  "imds-blocked": [
    "Function app log: HTTPConnectionPool(host='169.254.169.254', port=80): Max retries exceeded with url: /metadata/identity/oauth2/token (Caused by ConnectTimeoutError) at /home/site/wwwroot/app.py",
    "kubectl logs pod/api: Get \"http://169.254.169.254/metadata/identity/oauth2/token\": context deadline exceeded",
    "Azure Arc server: azcmagent is connected, but: PermissionError: /var/opt/azcmagent/tokens/abc.key",
  ],
  "imds-intercepted": [
    "ManagedIdentityCredential: Unexpected content type 'text/html'. Content: <html>Access denied by proxy</html>",
    "Azure.Identity.CredentialUnavailableException: ManagedIdentityCredential authentication unavailable. The request failed due to a gateway error. Status: 502 (Bad Gateway)",
    "Status: 403 (connecting to 169.254.169.254:80: connecting to 169.254.169.254:80: dial tcp 169.254.169.254:80: connectex: A socket operation was attempted to an unreachable network.)",
  ],
  "service-fault-or-throttled": [
    "AADSTS50196: The server terminated an operation because it encountered a client request loop. Please contact your app vendor.",
    "AADSTS90033: A transient error has occurred. Please try again.",
    "ManagedIdentityCredential authentication failed: GET http://169.254.169.254/metadata/identity/oauth2/token RESPONSE 429 Too Many Requests",
    "ClientAssertionCredential: Post \"https://login.microsoftonline.com/1111/oauth2/v2.0/token\": context deadline exceeded",
  ],
} as const;

/** Failures as programs print them, written for these tests from the documented message formats. */
export const appRegistration = {
  "secret-expired": [
    "azure.core.exceptions.ClientAuthenticationError: Authentication failed: AADSTS7000222: The provided client secret keys for app '0f2e4c1a-1111-4222-8333-444455556666' are expired. Visit the Azure portal to create new keys for your app.\nTrace ID: 3b1c\nTimestamp: 2026-03-02 09:11:12Z",
    `{"error":"invalid_client","error_description":"AADSTS7000222: The provided client secret keys for app are expired.\\r\\nTrace ID: 11","error_codes":[7000222],"error_uri":"https://login.microsoftonline.com/error?code=7000222"}`,
    "com.azure.identity.CredentialUnavailableException\n\tat com.azure.identity.ClientSecretCredential.lambda$getToken$1\nCaused by: com.microsoft.aad.msal4j.MsalServiceException: AADSTS7000222: ...",
    "Error: deployment stopped: the client secret has expired for service connection 'prod-arm'.",
  ],
  "secret-wrong": [
    "AuthenticationRequiredError: invalid_client: Error(s): 7000215 - Timestamp: 2026-01-10 10:00:00Z - Description: AADSTS7000215: Invalid client secret provided. Trace ID: 1 - Correlation ID: 2",
    "adal: Refresh request failed. Status Code = '401'. Response body: {\"error\":\"invalid_client\",\"error_description\":\"AADSTS70002: Error validating credentials. AADSTS50012: Invalid client secret is provided.\"}",
    "ERROR: AADSTS7000215: Ungültiger geheimer Clientschlüssel angegeben. Stellen Sie sicher, dass der Wert gesendet wird.",
    "Microsoft.Identity.Client.MsalServiceException: A configuration issue is preventing authentication. Original exception: AADSTS7000215: Ensure the secret being sent in the request is the client secret value, not the client secret ID",
  ],
  "config-missing": [
    "openai.OpenAIError: Must provide one of the `base_url` or `azure_endpoint` arguments, or the `AZURE_OPENAI_ENDPOINT` environment variable",
    "OpenAIError: Must provide one of the `baseURL` or `endpoint` arguments, or the `AZURE_OPENAI_ENDPOINT` environment variable",
    "Error: Login failed with Error: Using auth-type: SERVICE_PRINCIPAL. Not all values are present. Ensure 'client-id' and 'tenant-id' are supplied.. Double check if the 'auth-type' is correct.",
    "AADSTS900144: The request body must contain the following parameter: 'client_id'. Trace ID: 1 Correlation ID: 2",
    "ValueError: client_id should be the id of a Microsoft Entra application\n  File \"app.py\", line 8, in <module>",
    "System.ArgumentNullException: Value cannot be null. (Parameter 'tenantId')\n   at Azure.Identity.ClientSecretCredential..ctor(String tenantId, String clientId, String clientSecret)",
    "AADSTS700016: Application with identifier 'YOUR_CLIENT_ID' was not found in the directory 'Contoso'.",
  ],
  "app-not-in-tenant": [
    "AADSTS700016: Application with identifier '0f2e4c1a-1111-4222-8333-444455556666' was not found in the directory 'Contoso'. This can happen if the application has not been installed by the administrator of the tenant.",
    "ClientSecretCredential authentication failed. POST https://login.microsoftonline.com/1111/oauth2/v2.0/token RESPONSE 400 Bad Request {\"error\":\"unauthorized_client\",\"error_codes\":[700016]}",
    "AADSTS7000229: The client application 0f2e4c1a-1111-4222-8333-444455556666 is missing service principal in the tenant. See instructions here",
    "AADSTS650052: The app is trying to access a service 'api://orders' that your organization 'contoso.onmicrosoft.com' lacks a service principal for.",
  ],
  "cert-not-registered": [
    "AADSTS700027: The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found., Thumbprint of key used by client: 'ABCDEF0123456789ABCDEF0123456789ABCDEF01']",
    "ClientCertificateCredential authentication failed: invalid_client: AADSTS700027: Client assertion contains an invalid signature.",
    "AADSTS50012: Invalid assertion. The certificate thumbprint of the key used by client was not found",
  ],
  "cert-unusable": [
    "ValueError: Failed to deserialize certificate in PEM file. The provided password may be incorrect or it may be encrypted with an unsupported algorithm",
    "Internal.Cryptography.CryptoThrowHelper+WindowsCryptographicException: Keyset does not exist\n   at System.Security.Cryptography.CngKey.Open",
    "Error: ClientCertificateCredential: The file at the specified path does not contain a PEM-encoded certificate.",
    "error reading certificate: found no private key in \"sp.pem\"",
    "java.io.IOException: keystore password was incorrect\n\tat sun.security.pkcs12.PKCS12KeyStore.engineLoad",
  ],
  "app-platform-misconfigured": [
    "AADSTS7000218: The request body must contain the following parameter: 'client_assertion' or 'client_secret'. (DeviceCodeCredential)",
    "AADSTS50011: The redirect URI 'http://localhost:8400' specified in the request does not match the redirect URIs configured for the application",
    "AADSTS700025: Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
    "AADSTS9002326: Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request origin: 'http://localhost:3000'.",
  ],
  "consent-missing": [
    "AADSTS65001: The user or administrator has not consented to use the application with ID '04b07795-8ddb-461a-bbee-02f9e1bf7b46' named 'Microsoft Azure CLI'. Send an interactive authorization request.",
    "AADSTS50105: Your administrator has configured the application Contoso Chat to block users unless they are specifically granted access to the application.",
    "invalid_grant: AADSTS501051: Application '0f2e4c1a-1111-4222-8333-444455556666'(worker) is not assigned to a role for the application 'api://orders'(orders).",
    "MsalUiRequiredException: consent_required: admin consent is required for this permission",
  ],
  "principal-disabled": [
    "AADSTS7000112: Application '0f2e4c1a-1111-4222-8333-444455556666'(contoso-app) is disabled.",
    "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS50057: The user account is disabled.\"}",
    "AADSTS500014: The service principal for resource 'https://cognitiveservices.azure.com' is disabled. This indicate that a subscription within the tenant has lapsed",
  ],
} as const;

import type { CauseId } from "../cause-ids.ts";
import type { Signature } from "../cause.ts";
import { all, each } from "./write.ts";

/** Signatures of the causes that lie in the app registration. */
export const appRegistration = {
  "secret-expired": [
    ...each(92, "the service says that the secret has expired", [
      "client secret keys for app", "provided client secret keys are expired", "aka.ms/NewClientSecret", "client secret is expired",       "clientsecret has expired", "the client secret expired",
    ]),
    ...each(74, "the credential of the app has expired", [
      "app secret has expired", "application secret has expired", "application password has expired", "secret is expired", "expired client secret",
      "service principal credentials have expired", "service principal's secret has expired", "secret of the service principal has expired",
      "the credentials in serviceprincipalprofile were invalid",
    ], { none: ["AADSTS7000215"] }),
    all(60, "Entra refuses a client that it accepted before, without saying why", ["adal: Refresh request failed", "401"], { none: ["aadsts"] }),
  ],
  "secret-wrong": [
    ...each(92, "the value sent is no secret of the app", [
      "invalid client secret", "client secret provided is invalid", "client secret value, not the client secret id", "client secret is invalid",
      "client secret is incorrect", "wrong client secret", "incorrect client secret", "invalid or expired client secret",
    ]),
    all(90, "Entra refused the secret", ["AADSTS50012", "client secret"]),
    all(58, "Entra refused the client that has to renew its token", ["adal: Refresh request failed", "401"], { none: ["aadsts"] }),
    all(60, "Entra refused the client's credentials", ["AADSTS70002"], { none: ["client_secret or client_assertion", "AADSTS50126", "AADSTS50053", "AADSTS70008", "AADSTS50034", "AADSTS50079", "AADSTS50013", "AADSTS50055"] }),
    ...each(38, "Entra refused the client", ["invalid_client", "InvalidClient"], { none: ["aadsts", "client_assertion", "certificate", "assertion"] }),
    ...each(34, "the secret credential failed", ["ClientSecretCredential authentication failed"], { none: ["aadsts"] }),
  ],
  "config-missing": [
    all(66, "the program says which variable it needs, and how it has to look", ["@variable-demanded"], { none: ["must end in /.default", "aadsts"] }),
    all(74, "the environment names some of what a credential needs, and not all", ["incomplete environment variable configuration"], { none: ["@chain"] }),
    ...each(62, "the environment names some of what a credential needs, and not all", ["Environment variables are not fully configured", "no secret specified"], { none: ["@chain", "aadsts"] }),
    all(92, "the OpenAI library was given no endpoint", ["Must provide one of the `baseURL` or `endpoint`"]),
    ...each(88, "the sign-in action did not get all its values", [
      "Not all values are present", "Not all parameters are provided in 'creds'", "Ensure 'client-id' and 'tenant-id' are supplied",
      "Ensure 'subscription-id' is supplied", "Ensure subscriptionId is supplied", "Content is not a valid JSON object. Double check if the 'auth-type' is correct",
      "creds credential is not a valid JSON",
    ]),
    ...each(84, "the request lacks a required value", [
      "the request body must contain the following parameter: 'client_id'", "the request body must contain the following parameter: 'tenant'",
      "the request body must contain the following parameter: 'grant_type'", "the request body must contain the following parameter: 'scope'",
      "the request body must contain the following parameter: 'code'", "the request body must contain the following parameter: 'refresh_token'", "appId is required",
      "secrets ['api_key'] value invalid", "unsupported federated token provider", "clientID cannot be empty", "clientSecret cannot be empty",
      "tenantID cannot be empty", "the required field 'client_id' is missing", "the required field 'client_secret' is missing",
      "tenantId, clientId, and clientSecret are required parameters", "tenantId and clientId are required parameters",
      "client_id should be the id of a Microsoft Entra application", "client_id should be the id of an Azure Active Directory application",
      "secret should be an Azure Active Directory application's client secret", "secret should be a Microsoft Entra application's client secret",
      "must provide non-null values for", "Must provide non-null value for property clientId", "The 'ClientId' option must be provided",
      "The 'TenantId' option must be provided", "IDW10106", "IDW10104", "IDW10109", "No ClientId was specified", "Provide either a PEM certificate in string form",
      "Client credential (secret, certificate, or assertion) must not be empty", "a Client ID must be configured", "a Client Secret must be configured",
      "a Tenant ID must be configured", "client_id must not be empty", "clientId must be provided", "clientSecret must be provided",
      "missing environment variable AZURE_", "AZURE_TENANT_ID is not set", "AZURE_CLIENT_ID is not set", "AZURE_CLIENT_SECRET is not set",
      "AZURE_TENANT_ID must be set", "AZURE_CLIENT_ID must be set", "KeyError: 'AZURE_TENANT_ID'", "KeyError: 'AZURE_CLIENT_ID'", "KeyError: 'AZURE_CLIENT_SECRET'",
      "KeyError: 'AZURE_OPENAI_ENDPOINT'", "KeyError: 'AZURE_SUBSCRIPTION_ID'", "expected environment variable AZURE_TENANT_ID",
      "expected environment variable AZURE_CLIENT_ID", "missing required environment variable", "Missing environment variable(s)", "invalid_client_credential",
      "Application with identifier 'None'", "Application with identifier 'undefined'", "Tenant 'undefined' not found", "Tenant 'null' not found",
      "Tenant 'None' not found", "Specified tenant identifier 'undefined'", "Specified tenant identifier 'None'", "login.microsoftonline.com/undefined/",
      "login.microsoftonline.com/None/", "login.microsoftonline.com/null/", "login.microsoftonline.com//oauth2",
    ], { none: ["@kubernetes", "AZURE_FEDERATED_TOKEN_FILE", "@chain", "EnvironmentCredential is unavailable"] }),
    all(60, "no tenant was configured", ["Tenant ID was not specified and the default tenant ID could not be determined"], { none: ["az login", "executable file not found"] }),
    all(104, "an id is still a placeholder of the sample", ["@placeholder-id"], { any: ["aadsts", "invalid_client", "invalid_request", "unauthorized_client", "not found in the directory"] }),
    all(104, "an id is still a placeholder of the sample", ["@placeholder-quoted"], { any: ["AADSTS700016", "AADSTS70001", "AADSTS90002", "AADSTS900023", "AADSTS700038", "AADSTS900144"] }),
    ...each(70, "a parameter that must hold an id is null", [
      "Value cannot be null. (Parameter 'tenantId')", "Value cannot be null. (Parameter 'clientId')", "Value cannot be null. (Parameter 'clientSecret')",
      "Value cannot be null. Parameter name: tenantId", "Value cannot be null. Parameter name: clientId", "Value cannot be null. Parameter name: clientSecret",
      "Value cannot be null. (Parameter 'endpoint')", "'tenantId' cannot be null", "'clientId' cannot be null", "tenant_id is required", "client_id is required",
      "AZURE_OPENAI_ENDPOINT is not set", "Must provide one of the `base_url` or `azure_endpoint` arguments", "AZURE_SUBSCRIPTION_ID is not set",
    ]),
    ...each(46, "the environment credential has not all of its variables", [
      "Environment variables are not fully configured", "Environment variables not fully configured", "Incomplete environment configuration for EnvironmentCredential",
      "Missing required environment variables", "EnvironmentCredential is unavailable. No underlying credential could be used",
    ], { none: ["@chain", "failed to retrieve a token from the included credentials", "ManagedIdentityCredential", "AzureCliCredential", "acquired a token from"] }),
  ],
  "app-not-in-tenant": [
    ...each(92, "the app is not in the directory that was asked", [
      "This can happen if the application has not been installed by the administrator of the tenant or consented to by any user",
      "is missing service principal in the tenant", "lacks a service principal for", "organization lacks a service principal",
      "service principal does not exist in tenant", "client application is missing service principal", "not a valid application identifier",
      "unauthorized_client: AADSTS7", "has not been authorized in the tenant",
    ], { none: ["resource principal named", "AADSTS500011"] }),
    all(88, "the app is not in the directory that was asked", ["application with identifier", "was not found in the directory"]),
    ...each(52, "Entra does not accept this client here", ["unauthorized_client", "UnauthorizedClient"], { none: ["aadsts"] }),
    ...each(50, "no service principal was found for the app", ["service principal not found", "Couldn't find any service principal", "no service principal found", "Resource '04b07795"]),
  ],
  "cert-not-registered": [
    ...each(92, "the signing key is not registered with the app", [
      "The key was not found", "Client assertion contains an invalid signature", "Thumbprint of key used by client",
      "certificate with identifier used to sign the client assertion is not registered", "no matching certificate found in the application",
      "The certificate used to sign the client assertion is expired",
    ]),
    ...each(70, "the certificate is not accepted for the app", ["certificate is not registered on application", "certificate thumbprint does not match", "subject name and issuer authentication", "invalid signature. [Reason"]),
    all(104, "Entra refused the client's certificate", ["AADSTS50012"], { any: ["certificate", "thumbprint", "key was not found", "Client assertion contains an invalid signature"], none: ["time range", "client secret"] }),
    ...each(32, "the certificate credential failed", ["ClientCertificateCredential authentication failed"], { none: ["aadsts", "pem", "password"] }),
  ],
  "cert-unusable": [
    all(104, "the assertion does not say which certificate signed it", ["AADSTS50027", "No certificate thumbprint specified"]),
    ...each(88, "the certificate or key can't be loaded", [
      "Failed to deserialize certificate", "Unable to load PEM file", "Could not deserialize key data", "Unable to load certificate", "Keyset does not exist",
      "Keyset as registered is invalid", "The specified network password is not correct", "cannot find the requested object",
      "does not contain a PEM-encoded certificate", "PEM certificate provided does not contain", "No certificate found in PEM",
      "found no private key", "found no certificate", "did not contain a private key", "does not have a private key",       "doesn't contain a private key", "certificate doesn't have a private key", "no private key found", "Invalid PEM formatted message",
      "private key is not accessible", "CryptographicException: Cannot find the original signer", "PKCS12 key store mac invalid", "keystore password was incorrect",
      "pkcs12: decryption password incorrect", "failed to parse private key", "Failed to load client certificate",
      "does not match the public key for this certificate", "Could not parse certificate", "Unable to read certificate", "Loading of certificate failed",
      "could not load certificate", "error:0909006C:PEM routines", "PEM routines:get_name:no start line", "PEM_read_bio", "DECODER routines::unsupported",
      "asn1 encoding routines", "invalid certificate file or password", "not a valid PKCS12", "pkcs12: unknown digest algorithm", "unsupported certificate format",
      "Cannot decrypt private key", "bad decrypt", "Password was not given but private key is encrypted", "password is required for an encrypted private key",
      "ASN1 corrupted data", "WEBSITE_LOAD_CERTIFICATES", "secretOrPrivateKey must be an asymmetric key", "Bad base64 / PEM", "failed to decode PEM block",
      "no PEM certificate found", "not find a certificate with thumbprint", "Could not find a certificate with", "No certificate matching thumbprint",
      "Client certificate authentication requires either certificate_path or certificate_data",
    ], { none: ["AADSTS700027"] }),
    all(94, "the store refuses the private key of the certificate", ["Key not valid for use in specified state"], { any: ["X509", "get_PrivateKey"] }),
    all(82, "the certificate's file is not there", ["no such file or directory"], { any: [".pem", ".pfx", ".p12", ".crt", "certificate path"], none: ["ca-bundle", "ca-certificates", "CA bundle"] }),
    ...each(64, "the private key can't be used", [
      "Interop+Crypto+OpenSslCryptographicException", "certificate file not found", "Certificate path is not valid", "WindowsCryptographicException: Access denied",
      "No such file or directory: '/path/to/cert", "CertificateUnavailable", "X509Certificate2",
    ], { any: ["private key", "pfx", "pem", "certificate", "keyset"], none: ["x509: certificate signed by unknown authority", "RemoteCertificate", "AADSTS700027"] }),
  ],
  "app-platform-misconfigured": [
    ...each(92, "client type or redirect URI of the registration does not fit", [
      "client_assertion or client_secret", "client_secret or client_assertion", "Client is public so neither", "does not match the redirect URIs configured for the application",
      "does not match the reply URLs configured for the application", "reply url specified in the request does not match", "redirect_uri is not registered",
      "redirectUriMismatchError", "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type",
      "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests",
      "No reply address is registered for the application", "Public clients can't send a client secret", "Public client applications can't use client secret",
      "Proof Key for Code Exchange is required for cross-origin authorization code redemption", "only be used by public client", "allow public client flows",
      "application is not configured as a public client", "response_type 'token' is not enabled for the application",
      "response_type 'id_token' is not enabled for the application", "redirect_uri_mismatch",
    ]),
    all(60, "the broker's redirect URI plays a part", ["ms-appx-web://"], { any: ["redirect", "broker"] }),
  ],
  "consent-missing": [
    ...each(92, "consent or assignment is missing", [
      "has not consented to use the application", "not assigned to a role for the application", "Need admin approval",
      "needs permission to access resources in your organization that only an admin can grant", "Admin consent is required",       "consent_required", "requires admin consent", "user or administrator has not consented", "Send an interactive authorization request for this user and resource",
      "must be preauthorized", "pre-authorized to access", "Consent between first party application", "grant admin consent",
      "your administrator has blocked user consent", "does not have admin consent",
    ]),
    ...each(46, "a permission of the directory is missing", ["Authorization_RequestDenied", "Insufficient privileges to complete the operation"]),
    ...each(44, "a wrapper asks for consent", ["MsalUiRequiredException", "IDW10502"], { any: ["consent", "65001"] }),
  ],
  "principal-disabled": [
    all(104, "the resource is known and switched off", ["AADSTS50001", "is disabled"]),
    ...each(92, "the identity is disabled", [
      "user account has been disabled", "account is disabled", "application has been disabled", "application is disabled", "is disabled. This indicates that",
      "service principal is disabled", "disabled by its vendor", "disabled by an administrator", "your account has been locked by the administrator",
      "AccountDisabled", "user_account_disabled",
    ], { none: ["Key based authentication is disabled", "public access is disabled", "AADSTS500011"] }),
  ],
} as const satisfies Partial<Record<CauseId, readonly Signature[]>>;

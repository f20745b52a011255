import { randomUUID } from "node:crypto";
import { json, type Context, type SandboxResponse } from "../app.ts";

interface Record {
  status: number;
  error: string;
  /** With placeholders in braces. */
  text: string;
  suberror?: string;
  /** Whether the body names the page about this code; some do not, by live captures. */
  page?: false;
}

/** What Entra refuses, by AADSTS number: status and `error` as captured or documented (facts: azure-identity §2.3, §5.2). */
const refusals = {
  1000502: { status: 401, error: "invalid_client", text: "The provided certificate is not within its specified validity window." },
  1002012: { status: 400, error: "invalid_scope", text: "The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI)." },
  28002: { status: 400, error: "invalid_scope", text: "Provided value for the input parameter scope '{scope}' is not valid when requesting an access token. Provide a valid scope." },
  50011: { status: 400, error: "invalid_request", text: "The redirect URI '{redirectUri}' specified in the request does not match the redirect URIs configured for the application '{app}'." },
  50013: { status: 401, error: "invalid_client", text: "Assertion failed signature validation. [Reason - The key was not found.]" },
  50020: { status: 400, error: "invalid_grant", text: "User account '{user}' from identity provider does not exist in tenant '{tenant}' and cannot access the application '{app}' in that tenant." },
  50027: { status: 400, error: "invalid_request", text: "JWT token is invalid or malformed." },
  50034: { status: 400, error: "invalid_grant", text: "The user account {user} does not exist in the {tenant} directory. To sign into this application, the account must be added to the directory." },
  50057: { status: 400, error: "invalid_grant", text: "The user account is disabled." },
  50126: { status: 400, error: "invalid_grant", text: "Error validating credentials due to invalid username or password." },
  50049: { status: 400, error: "invalid_instance", text: "Unknown or invalid instance." },
  50194: { status: 400, error: "invalid_request", text: "Application '{app}'({name}) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant." },
  500011: { status: 400, error: "invalid_resource", text: "The resource principal named {resource} was not found in the tenant named {tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant." },
  501481: { status: 400, error: "invalid_grant", text: "The Code_Verifier does not match the code_challenge supplied in the authorization request." },
  65001: { status: 400, error: "invalid_grant", suberror: "consent_required", text: "The user or administrator has not consented to use the application with ID '{app}' named '{name}'. Send an interactive authorization request for this user and resource." },
  70000: { status: 400, error: "invalid_grant", text: "Provided grant is invalid or malformed." },
  70003: { status: 400, error: "unsupported_grant_type", page: false, text: "The app requested an unsupported grant type '{grant}'." },
  70008: { status: 400, error: "invalid_grant", suberror: "token_expired", text: "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource." },
  70011: { status: 400, error: "invalid_scope", text: "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope {scope} is not valid." },
  70016: { status: 400, error: "authorization_pending", text: "OAuth 2.0 device flow error. Authorization is pending. Continue polling." },
  70018: { status: 400, error: "bad_verification_code", text: "Invalid verification code due to user typing in wrong user code for device code flow." },
  70020: { status: 400, error: "expired_token", text: "The provided device code has expired." },
  700016: { status: 400, error: "unauthorized_client", text: "Application with identifier '{app}' was not found in the directory '{tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant." },
  700022: { status: 400, error: "invalid_request", text: "The provided value for the input parameter 'scope' is not valid because it contains more than one resource. Scope {scope} is not valid." },
  700023: { status: 401, error: "invalid_client", text: "Client assertion audience claim does not match Realm issuer." },
  700024: { status: 401, error: "invalid_client", text: "Client assertion is not within its valid time range. Current time: {now}, assertion valid from {from}, expiry time of assertion {to}." },
  700025: { status: 401, error: "invalid_client", text: "Client is public so neither 'client_assertion' nor 'client_secret' should be presented." },
  700027: { status: 401, error: "invalid_client", text: "The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found., Thumbprint of key used by client: '{thumbprint}']" },
  700038: { status: 400, error: "unauthorized_client", page: false, text: "{app} is not a valid application identifier." },
  700211: { status: 401, error: "invalid_client", text: "No matching federated identity record found for presented assertion issuer '{issuer}'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion." },
  700212: { status: 401, error: "invalid_client", text: "No matching federated identity record found for presented assertion audience '{audience}'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion." },
  700213: { status: 401, error: "invalid_client", text: "No matching federated identity record found for presented assertion subject '{subject}'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion." },
  7000112: { status: 400, error: "unauthorized_client", text: "Application '{app}'({name}) is disabled." },
  7000215: { status: 401, error: "invalid_client", text: "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{app}'." },
  7000216: { status: 401, error: "invalid_client", text: "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type." },
  7000218: { status: 401, error: "invalid_client", text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'." },
  7000222: { status: 401, error: "invalid_client", text: "The provided client secret keys for app '{app}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds." },
  7000229: { status: 401, error: "unauthorized_client", text: "The client application {app} is missing service principal in the tenant {tenant}." },
  90002: { status: 400, error: "invalid_tenant", text: "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant." },
  90038: { status: 400, error: "invalid_request", text: "Tenant '{tenant}' request is being redirected to the National Cloud '{cloud}'." },
  900023: { status: 400, error: "invalid_request", text: "Specified tenant identifier '{tenant}' is neither a valid DNS name, nor a valid external domain." },
  900144: { status: 400, error: "invalid_request", text: "The request body must contain the following parameter: '{parameter}'." },
  900382: { status: 400, error: "invalid_request", text: "Confidential Client is not supported in Cross Cloud request." },
  901002: { status: 400, error: "invalid_request", text: "The 'resource' request parameter is not supported." },
} as const satisfies { [code: number]: Record };

/** AADSTS numbers that this Entra answers with by its own decision. */
export type RefusalCode = keyof typeof refusals;

/** Thrown by the steps of a grant; the endpoint turns it into Entra's error body. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly details: { [name: string]: string };

  constructor(code: RefusalCode, details: { [name: string]: string } = {}) {
    super(`AADSTS${code}`);
    this.name = "Refusal";
    this.code = code;
    this.details = details;
  }
}

/** Entra's error body for a refusal. */
export function refusalAnswer(refusal: Refusal, context: Context): SandboxResponse {
  return errorAnswer({ code: refusal.code, ...refusals[refusal.code], description: refusalText(refusal) }, context);
}

/** Entra's sentence for a refusal, beginning with its number. */
export function refusalText({ code, details }: Refusal): string {
  return `AADSTS${code}: ${refusals[code].text.replaceAll(/\{(\w+)\}/g, (_, name: string) => details[name] ?? "")}`;
}

/** Entra's error body for a code, status and text given from outside. */
export function errorAnswer(
  { code, error, status, description, suberror, page }: { code: number; error: string; status: number; description: string; suberror?: string; page?: false },
  { world }: Context,
): SandboxResponse {
  const timestamp = new Date(world.clock.now()).toISOString().replace("T", " ").replace(/\.\d+Z$/, "Z");
  const trace = randomUUID();
  const correlation = randomUUID();
  const prefix = description.startsWith("AADSTS") ? "" : `AADSTS${code}: `;
  return json(
    status,
    {
      error,
      error_description: `${prefix}${description} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
      error_codes: [code],
      timestamp,
      trace_id: trace,
      correlation_id: correlation,
      ...(page === false ? {} : { error_uri: `https://login.microsoftonline.com/error?code=${code}` }),
      ...(suberror === undefined ? {} : { suberror }),
    },
    { "cache-control": "no-store, no-cache", pragma: "no-cache", "x-ms-request-id": trace },
  );
}

export const federation = {
  "workload-webhook-missing": [
    "WorkloadIdentityCredential: no client ID specified. Check pod configuration or set ClientID in the options",
    "CredentialUnavailableError: WorkloadIdentityCredential authentication unavailable. The workload options are not fully configured.",
    "open /var/run/secrets/azure/tokens/azure-identity-token: no such file or directory",
    "azure-workload-identity webhook: skipping mutation, service account is not annotated",
  ],
  "oidc-token-permission-missing": [
    "Error: Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable. Please make sure to give write permissions to id-token in the workflow.",
    "AzurePipelinesCredential: OIDC token not found in response. Response: {\"message\":\"unauthorized\"}",
    "Error: githubAssertion: failed to request token: 403 Forbidden",
  ],
  "federated-subject-mismatch": [
    "AADSTS700213: No matching federated identity record found for presented assertion subject 'repo:contoso/app:ref:refs/heads/main'.",
    "AADSTS7002138: No matching federated identity record found for presented assertion subject 'repo:Contoso/App:environment:Prod'. The subject matches with case-insensitive comparison.",
    "AADSTS70021: No matching federated identity record found for presented assertion. Assertion Issuer: 'https://token.actions.githubusercontent.com'. Assertion Subject: 'repo:contoso/app:pull_request'. Assertion Audience: 'api://AzureADTokenExchange'.",
  ],
  "federated-assertion-wrong": [
    "AADSTS700211: No matching federated identity record found for presented assertion issuer 'https://gitlab.contoso.com'.",
    "AADSTS700212: No matching federated identity record found for presented assertion audience 'api://default'.",
    "AADSTS50013: Assertion failed signature validation. [Reason - The provided signature value did not match the expected signature value.]",
    "AADSTS70021: No matching federated identity record found for presented assertion. Assertion Issuer: 'https://kubernetes.default.svc.cluster.local'. Assertion Subject: 'system:serviceaccount:a:b'.",
  ],
  "federated-token-expired": [
    "##[error]AADSTS700024: Client assertion is not within its valid time range. Current time: 2026-02-02T11:05:00Z, assertion valid from 2026-02-02T10:00:00Z, expiry time of assertion 2026-02-02T10:10:00Z.",
    "Run azure/login@v2 ... later step: ERROR: AADSTS700024: Client assertion is not within its valid time range.",
    "terraform: the federated token has expired, OIDC token has expired",
  ],
  "clock-skew": [
    "AADSTS700024: Client assertion is not within its valid time range. Current time: 2026-02-02T11:05:00Z, assertion valid from 1970-01-01T00:00:00Z",
    "ImmatureSignatureError: The token is not yet valid (nbf)",
    "IDX10222: Lifetime validation failed. The token is not yet valid. ValidFrom: '02/02/2026 11:05:00'",
    "x509: certificate has expired or is not yet valid: current time 2019-01-01T00:00:00Z is before 2026-01-01T00:00:00Z",
  ],
} as const;

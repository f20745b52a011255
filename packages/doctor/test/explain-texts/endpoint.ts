export const endpoint = {
  "custom-subdomain-missing": [
    "{\"error\":{\"code\":\"BadRequest\",\"message\":\"Please provide a custom subdomain for token authentication, otherwise API key is required.\"}}",
    "Azure.RequestFailedException: Please provide an authentication key. Status: 400 (Bad Request)",
    "403 A Virtual Network is configured for this resource. Please use the correct endpoint for making requests.",
    "POST https://swedencentral.api.cognitive.microsoft.com/openai/v1/responses 401 with a bearer token from DefaultAzureCredential",
  ],
  "endpoint-wrong-path": [
    "POST https://contoso.openai.azure.com/openai/deployments/gpt-5.5/responses?api-version=2025-03-01-preview\ncom.openai.errors.NotFoundException: 404: Resource not found",
    "openai.NotFoundError: Error code: 404 - {'error': {'code': '404', 'message': 'Resource not found'}}",
    "POST https://contoso.openai.azure.com/v1/chat/completions 404 Not Found",
    "NotFoundError: 404 Resource not found, base_url=https://contoso.openai.azure.com",
    "openai.NotFoundError: Error code: 404 - {'error': {'message': 'Invalid URL (POST /v1/openai/deployments/gpt/chat/completions)', 'type': 'invalid_request_error'}}",
  ],
  "endpoint-doubled-path": [
    "POST https://contoso.openai.azure.com/openai/v1/openai/deployments/gpt/chat/completions 404 Resource not found",
    "HTTP Request: POST https://contoso.openai.azure.com//openai/deployments/gpt/chat/completions \"HTTP/1.1 404 Resource Not Found\"",
    "404 for https://contoso.openai.azure.com/openai/v1/v1/responses",
  ],
  "endpoint-wrong-kind": [
    "azure: authenticated requests require HTTPS; received http for this endpoint",
    "azure.core.exceptions.ServiceRequestError: Bearer token authentication is not permitted for non-TLS protected (non-https) URLs.",
    "java.lang.RuntimeException: token credentials require a URL using the HTTPS protocol scheme",
    "AttributeError: 'str' object has no attribute 'choices'",
    "{\"status\": \"Serverless endpoint not found\"}",
    "POST https://contoso.services.ai.azure.com/api/projects/demo/embeddings 404 Resource not found",
    "ValueError: Invalid project endpoint format",
  ],
  "api-version-wrong": [
    "Error code: 400 - {'error': {'code': 'BadRequest', 'message': 'API version not supported'}}",
    "api-version query parameter is not allowed when using /v1 path",
    "Azure OpenAI Responses API is enabled only for api-version 2025-03-01-preview and later",
    "ValueError: Must provide either the `api_version` argument or the `OPENAI_API_VERSION` environment variable",
  ],
  "deployment-not-found": [
    "Error code: 404 - {'error': {'code': 'DeploymentNotFound', 'message': 'The API deployment for this resource does not exist.'}}",
    "Status: 404 (Not Found) ErrorCode: unknown_model Unknown model: gpt-9",
    "OpenAI API error: 404 Not Found, code DeploymentNotFound",
  ],
  "model-api-mismatch": [
    "(OperationNotSupported) The chatCompletion operation does not work with the specified model, o3-pro. Please choose different model and try again.",
    "This model is not supported by the Responses API.",
    "The embeddings operation does not work with the specified model, gpt-4o.",
    "400 Unsupported parameter: 'messages'. In the Responses API, this parameter has moved to 'input'.",
  ],
  "rate-limit-429": [
    "Error code: 429 - {'error': {'code': '429', 'message': 'Requests to the ChatCompletions_Create Operation under Azure OpenAI API version 2024-10-21 have exceeded call rate limit of your current OpenAI S0 pricing tier.'}}",
    "RateLimitReached: Your requests to gpt-5.5 for gpt-5.5 in swedencentral have exceeded token rate limit.",
    "The system is currently experiencing high demand and cannot process your request.",
  ],
  "not-access-related": [
    "Error code: 400 - {'error': {'message': \"Unsupported parameter: 'max_tokens' is not supported with this model.\", 'type': 'invalid_request_error', 'code': 'unsupported_parameter'}}",
    "Encrypted content is not supported with this model.",
    "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. code content_filter",
    "CAPIError: 400 Invalid auto-mode selector",
  ],
  inconclusive: [
    "INFO DefaultAzureCredential acquired a token from AzureCliCredential",
    "ManagedIdentityCredential will use IMDS",
    "No environment configuration found.\nManagedIdentityCredential will use App Service managed identity",
  ],
} as const;

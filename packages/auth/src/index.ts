export { azureHost, cloudList, cloudOfAuthority, clouds, isLoopback } from "./cloud.ts";
export type { AzureHost, AzureService, Cloud, CloudName } from "./cloud.ts";
export { parseEndpoint, readEndpoint } from "./endpoint.ts";
export type { Endpoint, EndpointCorrection, EndpointKind, EndpointOptions, EndpointReading } from "./endpoint.ts";
export { FoundryAuthError, isFoundryAuthError } from "./errors.ts";
export type { AnyFoundryAuthError, ErrorEvidence, FoundryAuthErrorCode, ServiceRefusal } from "./errors.ts";
export { readTokenText, redactTokens, redactedError, tokenText } from "./token-text.ts";
export type { TokenReading } from "./token-text.ts";

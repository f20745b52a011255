import type { CauseId } from "../../cause-ids.ts";
import type { Signature } from "../../cause.ts";
import { each } from "../write.ts";

/** What libraries, tools and services print for causes of this family, beside the family's own signatures. */
export const managedIdentity: Partial<Record<CauseId, readonly Signature[]>> = {
  "imds-blocked": [
    ...each(90, "the answer of the Arc agent holds no challenge", ["Unrecognizable WWW-Authenticate header"]),
    ...each(90, "the Arc agent's key file is not what is expected", ["Local key file shall not be larger than 4KB"]),
    ...each(90, "the Arc agent's answer holds no challenge", ["response has no www-authenticate header", "www_authenticate_header_missing", "Did not receive a value from WWW-Authenticate header", "expected a 401 response, received"]),
    ...each(90, "the Arc agent's challenge is not what is expected", ["basic realm= not found in the string, instead found:", "www_authenticate_header_unsupported_format", "Did not receive a correct value from WWW-Authenticate header"]),
    ...each(90, "the Arc agent names a key file of the wrong kind", ["invalid file extension, expected .key", "The file path in the WWW-Authenticate header does not contain a", "The file path must have a '.key' extension", "The secret key file does not have the expected file extension"]),
    ...each(90, "the Arc agent's key file is too large", ["invalid secret file size, expected", "The secret in the file on the file path in the WWW-Authenticate", "The file size must be less than or equal to 4096 bytes", "The secret key file is too large to be read from Azure Arc"]),
    ...each(90, "the Arc agent's key file lies elsewhere or is of the wrong kind", ["The file on the file path in the WWW-Authenticate header is not"]),
    ...each(90, "the Arc agent's key file can't be read", ["managed_identity_file_read_error", "Unable to read the secret file.", "unable_to_read_secret_file"]),
    ...each(90, "the Arc agent's key file lies elsewhere than expected", ["The file path in the WWW-Authenticate header is not in a valid", "Unexpected file path from HIMDS service", "The key file path is invalid:", "The secret key file is not located in the expected directory"]),
    ...each(90, "the folder of the Arc agent can't be found", ["PROGRAMDATA environment variable is not set or is empty", "Could not find Azure Arc token directory", "The ProgramData environment variable is not set"]),
    ...each(90, "the Arc agent's key file is empty", ["Did not receive a secret value in the response from Azure Arc"]),
    ...each(90, "the Arc agent's key can't be read", ["failed to retreive secret key from the identity endpoint"]),
    ...each(90, "pod identity blocks this request", ["Request blocked by AAD Pod Identity NMI"]),
    ...each(90, "pod identity can not tell which pod asks", ["missing 'podname' and 'podns' from request header"]),
    ...each(90, "the identity service of the Arc agent does not answer", ["AZCM0061", "AZCM0064", "AZCM0070"]),
  ],
  "identity-client-id-missing": [
    ...each(90, "a user-assigned identity was asked of Arc, which has only the system-assigned one", ["Azure Arc supports only system-assigned managed identity"]),
    ...each(90, "Azure ML takes only the client id of an identity", ["Azure ML supports specifying a user-assigned managed identity"]),
    ...each(90, "Cloud Shell has no user-assigned identity", ["Cloud Shell doesn't support user-assigned managed identities"]),
    ...each(90, "in Service Fabric the cluster's configuration names the identity", ["Service Fabric API doesn't support specifying a user-assigned", "user_assigned_managed_identity_not_configurable_at_runtime", "Service Fabric user assigned managed identity ClientId or", "user_assigned_not_available_at_runtime", "Specifying a client_id or identity_config is not supported by", "Specifying a `clientId` or `resourceId` is not supported by the", "User assigned managed identities are not supported in the", "User-assigned managed identities are not supported in the"]),
    ...each(90, "this host's identity endpoint knows the system-assigned identity only", ["User assigned identity is not supported by the"], { any: ["Managed Identity"] }),
    ...each(90, "Service Fabric takes only the object id of an identity", ["Service Fabric only supports object ID (sent on the wire as"]),
    ...each(90, "the identity was named by a kind of id that this host does not take", ["invalid_managed_identity_id_type"]),
    ...each(90, "Arc has only the system-assigned identity and another was asked for", ["Azure Arc Managed Identities can only be system assigned", "unable_to_create_azure_arc", "User assigned managed identities are not supported by Azure Arc"]),
    ...each(90, "Cloud Shell has only its own identity and another was asked for", ["Cloud Shell Managed Identities can only be system assigned", "unable_to_create_cloud_shell", "client_id should not be set for cloud shell managed identity"]),
    ...each(90, "this host's identity endpoint knows its own identity only", ["User-assigned managed identity is not supported by the detected", "To use system-assigned managed identity, remove the configured"]),
    ...each(90, "this host's identity endpoint knows its own identity only", ["User-assigned managed identity is not supported in"], { any: ["To use system-assigned managed identity"] }),
    ...each(90, "the identity was named by more than one id", ["Only one of managedIdentityClientId and managedIdentityResourceId can be specified", "Only one of clientId, resourceId, or objectId can be specified"]),
    ...each(90, "az login wants the identity in another argument", ["Passing the managed identity ID with --username is no longer"]),
  ],
  "service-fault-or-throttled": [
    ...each(90, "the identity endpoint throttles", ["Get Token request returned http error: 429"]),
    ...each(90, "the token endpoint gave an empty answer", ["adal: Empty service principal token received during refresh"]),
    ...each(90, "Resource Manager throttles", ["exceeded the backend storage limit. Please try again after"]),
  ],
  "imds-intercepted": [
    ...each(90, "something that is not the metadata service answered", ["ManagedIdentityAuthorizer: failed to unmarshal token"]),
  ],
  "identity-not-assigned": [
    ...each(90, "the identity named is not attached to this host", ["Failed to connect to MSI, check your managed service identity id"]),
    ...each(90, "pod identity gave no token", ["nmi did not return expected values in response: token and clientid"]),
    ...each(90, "the agent machine has no usable managed identity", ["Could not fetch access token for Managed Service Principal", "Azure login failed using Managed Service Identity"]),
    ...each(90, "the app has no managed identity", ["MSI is not enabled on the app. Failed to acquire"]),
    ...each(90, "the Arc machine got no identity certificate", ["AZCM0081", "AZCM0105"]),
    ...each(90, "the Logic App has no managed identity for this connection", ["A reference to workflow with managed identity enabled is"]),
  ],
};

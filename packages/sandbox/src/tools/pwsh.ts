import { failed, optionOf, printed, type Tool } from "./tool.ts";
import { developerToken } from "./developer.ts";

/** PowerShell with Az.Accounts, as far as libraries use it: `Get-AzAccessToken` inside the script that they pass. */
export const pwsh: Tool = (args, behaviour, context) => {
  const encoded = optionOf(args, "-EncodedCommand");
  const script = encoded === undefined ? (optionOf(args, "-Command", "-c") ?? "") : Buffer.from(encoded, "base64").toString("utf16le");
  if (!script.includes("Get-AzAccessToken")) return printed("PowerShell 7.5.4");
  if (behaviour === "broken") {
    return failed("Import-Module: The specified module 'Az.Accounts' with version '2.2.0' was not loaded because no valid module file was found in any module directory.");
  }
  if (behaviour === "signed-out") return failed("Get-AzAccessToken: Run Connect-AzAccount to login.");
  const resource = /ResourceUrl"?\]?\s*=?\s*["']([^"']+)["']/.exec(script)?.[1] ?? "https://management.azure.com/";
  const tenant = /tenantId\s*=\s*["']([^"']+)["']/i.exec(script)?.[1];
  if (behaviour === "expired") return failed("Get-AzAccessToken: Your Azure credentials have not been set up or have expired, please run Connect-AzAccount to set up your Azure credentials.\nAADSTS700082: The refresh token has expired due to inactivity.");
  const token = developerToken(`${resource}/.default`, tenant, context);
  if (token.refused !== undefined) return failed(`Get-AzAccessToken: ${token.refused}`);
  // Python's library prints its own line instead of JSON.
  if (script.includes("azsdk%")) return printed(`azsdk%${token.token}%${token.expiresAt}`);
  return printed(JSON.stringify({ ExpiresOn: new Date(token.expiresAt * 1000).toISOString(), Token: token.token }, null, 2));
};

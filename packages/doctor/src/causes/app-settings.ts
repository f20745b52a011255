import { fill, hasCode, say } from "../fix.ts";
import type { FixEvidence, Step } from "./cause.ts";

/** What to change in the registration, by Entra's number where it is known: it says which way round the platform is wrong. */
export function platformFix(e: FixEvidence): Step[] {
  const app = fill(e, "appId");
  const noLongerPublic: Step = {
    title: "The app is meant to sign in with a secret, certificate or federated credential: make it a confidential client",
    az: [`az ad app update --id "${app}" --is-fallback-public-client false`],
    powershell: [`Update-AzADApplication -ApplicationId "${app}" -IsFallbackPublicClient:$false`],
    portal: ["App registrations, the app, Authentication, Allow public client flows: No."],
    note: "Device code, interactive and password flows of this app end with it; an app that needs both is better registered twice.",
  };
  const allowPublic: Step = {
    title: "For device code, interactive and password flows: allow public client flows",
    az: [`az ad app update --id "${app}" --is-fallback-public-client true`],
    powershell: [`Update-AzADApplication -ApplicationId "${app}" -IsFallbackPublicClient`],
    portal: ["App registrations, the app, Authentication, Allow public client flows: Yes."],
    warning: "This lets anyone who knows the client id start these flows; do it only for apps meant for them.",
  };
  const redirect: Step = {
    title: "For a redirect URI that does not match: register exactly the one in the message, under the platform that the app is",
    az: [`az ad app update --id "${app}" --public-client-redirect-uris "http://localhost"`],
    portal: ["Authentication, Add a platform: Mobile and desktop for command-line tools, Single-page application for browser code, Web for servers."],
    warning: "The command replaces the list of redirect URIs; name the ones to keep as well.",
  };
  if (hasCode(e, 700025)) return [noLongerPublic, say("Or send no secret: a public client signs people in, by browser or device code")];
  if (hasCode(e, 7000218)) return [say("A program that runs by itself sends a secret, certificate or federated credential; set it where the program runs", "Then the registration is right as it is."), allowPublic];
  if (hasCode(e, 50011, 500113, 700007)) return [redirect];
  return [noLongerPublic, allowPublic, redirect];
}

/** Who has to allow or assign what, by Entra's number where it is known. */
export function consentFix(e: FixEvidence): Step[] {
  const app = fill(e, "appId");
  const consent: Step = {
    title: "An administrator grants consent",
    az: [`az ad app permission admin-consent --id "${app}"`],
    portal: ["Enterprise applications, the app, Permissions, Grant admin consent."],
    warning: "This grants the app's requested permissions for the whole tenant.",
  };
  const assignUser: Step = {
    title: "Assign the user, or a group that holds the user, to the app",
    portal: ["Enterprise applications, the app, Users and groups, Add user/group."],
  };
  const assignApp: Step = {
    title: "An administrator assigns the app to a role of the API, or lets the API do without assignments",
    az: [`az ad sp update --id "${fill(e, "resource")}" --set appRoleAssignmentRequired=false`],
    powershell: ["New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId CALLER_OBJECT_ID -PrincipalId CALLER_OBJECT_ID -ResourceId API_OBJECT_ID -AppRoleId APP_ROLE_ID"],
    portal: ["Enterprise applications, the API (not the app), Properties, Assignment required: No; or assign the app by the PowerShell command, since the portal assigns only people and groups."],
    warning: "Without assignments every app of the tenant gets tokens for the API; roles on the account still decide what they may do.",
  };
  const permission: Step = {
    title: "Add the API to the app's permissions, then grant consent",
    az: [`az ad app permission add --id "${app}" --api API_APP_ID --api-permissions PERMISSION_ID=Scope`, `az ad app permission admin-consent --id "${app}"`],
    portal: ["App registrations, the app, API permissions, Add a permission, then Grant admin consent."],
    warning: "This grants the app's requested permissions for the whole tenant.",
  };
  const preAuthorise: Step = {
    title: "A developer tool calls your own API: pre-authorise it",
    portal: ["App registrations, your API, Expose an API, Add a client application. The Azure CLI is 04b07795-8ddb-461a-bbee-02f9e1bf7b46."],
  };
  if (hasCode(e, 50105)) return [assignUser];
  if (hasCode(e, 501051)) return [assignApp];
  if (hasCode(e, 650056, 650057, 65005)) return [permission];
  if (hasCode(e, 65002)) return [preAuthorise, say("Or sign in with an app registration of your own instead of the tool's")];
  if (hasCode(e, 65001, 65004, 90094, 90095, 900941)) return [consent, preAuthorise];
  return [consent, { ...assignUser, title: "AADSTS50105: assign the user, or a group that holds the user, to the app" }, { ...assignApp, title: "AADSTS501051: assign the app to a role of the API, or let the API do without assignments" }, preAuthorise];
}

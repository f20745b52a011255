import { json, type Handler, type Route } from "../app.ts";
import type { Properties } from "../world.ts";
import { addPassword, changeApp, removePassword, setFederatedCredentials } from "./app-changes.ts";
import { byUser, graphError, graphRoute, onApp } from "./call.ts";
import { createServicePrincipal, enable, filtered, groupIdsOf, groupsOf, principalById } from "./principals.ts";
import { appShape, federatedCredentialShape, principalShape } from "./shapes.ts";

/**
 * The little of Microsoft Graph that the Azure CLI and the doctor ask: who a principal is, its groups, and an app's credentials.
 * Reading is open to everyone in the tenant; only the tenant's users may change an app, as its owners would.
 */
export const graphRoutes: Route[] = [
  graphRoute("GET", "/me", (call) => (call.caller.idtyp === "app" ? graphError(400, "BadRequest", "/me request is only valid with delegated authentication flow.") : principalById(call, call.caller.oid))),
  graphRoute("GET", "/users/:id", (call) => principalById(call, call.request.params["id"] ?? "", "User")),
  graphRoute("GET", "/groups/:id", (call) => principalById(call, call.request.params["id"] ?? "", "Group")),
  graphRoute("GET", "/servicePrincipals/:id", (call) => principalById(call, call.request.params["id"] ?? "", "ServicePrincipal")),
  graphRoute("GET", "/users", (call) => filtered(call, call.principals.filter(({ type }) => type === "User").map(principalShape))),
  graphRoute("GET", "/groups", (call) => filtered(call, call.principals.filter(({ type }) => type === "Group").map(principalShape))),
  graphRoute("GET", "/servicePrincipals", (call) => filtered(call, call.principals.filter(({ type }) => type === "ServicePrincipal").map(principalShape))),
  graphRoute("GET", "/directoryObjects/:id", (call) => principalById(call, call.request.params["id"] ?? "")),
  graphRoute("POST", "/directoryObjects/getByIds", (call) => {
    const wanted = Array.isArray(call.body["ids"]) ? call.body["ids"].map((id) => String(id).toLowerCase()) : [];
    const objects = [...call.principals.map(principalShape), ...call.apps.map((app) => ({ "@odata.type": "#microsoft.graph.application", ...appShape(app) }))];
    return json(200, { value: objects.filter((object: Properties) => wanted.includes(String(object["id"]).toLowerCase())) });
  }),
  ...["users", "servicePrincipals", "directoryObjects"].map((kind) => graphRoute("GET", `/${kind}/:id/transitiveMemberOf`, groupsOf)),
  ...["users", "servicePrincipals", "directoryObjects"].map((kind) => graphRoute("POST", `/${kind}/:id/getMemberGroups`, (call) => json(200, { value: groupIdsOf(call) }))),
  graphRoute("POST", "/servicePrincipals", byUser(createServicePrincipal)),
  ...["users", "servicePrincipals"].map((kind) => graphRoute("PATCH", `/${kind}/:id`, byUser(enable))),
  graphRoute("PATCH", "/applications/:id", byUser(onApp(changeApp))),
  graphRoute("GET", "/applications", (call) => filtered(call, call.apps.map(appShape))),
  graphRoute("GET", "/applications/:id", onApp((app) => json(200, appShape(app)))),
  graphRoute("POST", "/applications/:id/addPassword", byUser(onApp(addPassword))),
  graphRoute("POST", "/applications/:id/removePassword", byUser(onApp(removePassword))),
  graphRoute("GET", "/applications/:id/federatedIdentityCredentials", onApp((app) => json(200, { value: app.federatedCredentials.map(federatedCredentialShape) }))),
  graphRoute("POST", "/applications/:id/federatedIdentityCredentials", byUser(onApp(setFederatedCredentials))),
  graphRoute("PATCH", "/applications/:id/federatedIdentityCredentials/:credential", byUser(onApp(setFederatedCredentials))),
];

/** What Graph says to a path that the sandbox does not know. */
export const graphNotFound: Handler = (request) => graphError(404, "ResourceNotFound", `The sandbox does not answer '${request.method} ${request.url.pathname}' of Microsoft Graph; fidelity.md lists what it answers.`);

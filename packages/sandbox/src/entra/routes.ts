import { json, type PartRoutes } from "../app.ts";
import { instanceDiscovery, keys, openIdConfiguration, openIdConfigurationV1, userRealm } from "./discovery.ts";
import { authorize } from "./grants/authorization-code.ts";
import { startDeviceCode } from "./grants/device-code.ts";
import { refusing, token, tokenV1 } from "./token-endpoint.ts";

/** Everything that answers under a login host. */
export const entraRoutes: PartRoutes = {
  routes: [
    { method: "GET", path: "/common/discovery/instance", handler: instanceDiscovery },
    { method: "GET", path: "/common/UserRealm/:user", handler: userRealm },
    { method: "GET", path: "/:tenant/v2.0/.well-known/openid-configuration", handler: refusing(openIdConfiguration) },
    { method: "GET", path: "/:tenant/.well-known/openid-configuration", handler: refusing(openIdConfigurationV1) },
    { method: "GET", path: "/:tenant/discovery/v2.0/keys", handler: keys },
    { method: "GET", path: "/:tenant/discovery/keys", handler: keys },
    { method: "POST", path: "/:tenant/oauth2/v2.0/token", handler: token },
    { method: "POST", path: "/:tenant/oauth2/token", handler: tokenV1 },
    { method: "POST", path: "/:tenant/oauth2/v2.0/devicecode", handler: refusing(startDeviceCode) },
    { method: "GET", path: "/:tenant/oauth2/v2.0/authorize", handler: refusing(authorize) },
  ],
  notFound: () => json(404, { error: "not_found" }),
};

import { json, type PartRoutes } from "../app.ts";
import { appService } from "./app-service.ts";
import { arc } from "./arc.ts";
import { azureMl } from "./azure-ml.ts";
import { cloudShell } from "./cloud-shell.ts";
import { imds } from "./imds.ts";
import { serviceFabric } from "./service-fabric.ts";

/** Every managed-identity endpoint; which of them answers is the world's `identityHost`. */
export const managedIdentityRoutes: PartRoutes = {
  routes: [
    { method: "GET", path: "/metadata/identity/oauth2/token", handler: imds },
    { method: "GET", path: "/msi/token", handler: appService },
    { method: "GET", path: "/metadata/identity/oauth2/arc-token", handler: arc },
    { method: "GET", path: "/metadata/identity/oauth2/fabric-token", handler: serviceFabric },
    { method: "GET", path: "/metadata/identity/oauth2/ml-token", handler: azureMl },
    { method: "POST", path: "/oauth2/token", handler: cloudShell },
  ],
  notFound: () => json(404, { error: "not_found" }),
};

import { createApp } from "./app.ts";
import { armNotFound, armRoutes } from "./arm/routes.ts";
import { entraRoutes } from "./entra/routes.ts";
import { foundryNotFound, foundryRoutes } from "./foundry/routes.ts";
import { graphNotFound, graphRoutes } from "./graph/routes.ts";
import { managedIdentityRoutes } from "./managed-identity/routes.ts";
import { toolRoutes } from "./tools/routes.ts";

/** The whole route table: every part of the world with its routes. */
export const app = createApp({
  entra: entraRoutes,
  "managed-identity": managedIdentityRoutes,
  arm: { routes: armRoutes, notFound: armNotFound },
  graph: { routes: graphRoutes, notFound: graphNotFound },
  foundry: { routes: foundryRoutes, notFound: foundryNotFound },
  tool: toolRoutes,
});

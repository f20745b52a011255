import { hostOperations } from "./host-identity.ts";
import type { ArmOperation } from "./operation.ts";

const group = "/subscriptions/:subscription/resourceGroups/:group/providers";

/** The web app of App Service's identity, and the virtual machine of the metadata service's. */
export const hostResources: ArmOperation[] = [
  ...hostOperations({
    type: "Microsoft.Web/sites",
    path: `${group}/Microsoft.Web/sites/:site`,
    name: "site",
    shape: { kind: "app,linux", location: "Sweden Central", properties: { state: "Running", enabled: true, serverFarmId: null } },
  }),
  ...hostOperations({
    type: "Microsoft.Compute/virtualMachines",
    path: `${group}/Microsoft.Compute/virtualMachines/:machine`,
    name: "machine",
    shape: { location: "swedencentral", properties: { vmId: "00000000-0000-4000-8000-00000000a0c1", provisioningState: "Succeeded", hardwareProfile: { vmSize: "Standard_D2s_v5" } } },
  }),
];

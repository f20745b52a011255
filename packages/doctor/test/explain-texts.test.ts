import { describe, expect, it } from "vitest";
import { causeIds, type CauseId } from "../src/causes/cause-ids.ts";
import { explain } from "../src/explain.ts";
import { appRegistration } from "./explain-texts/app-registration.ts";
import { endpoint } from "./explain-texts/endpoint.ts";
import { federation } from "./explain-texts/federation.ts";
import { managedIdentity } from "./explain-texts/managed-identity.ts";
import { network } from "./explain-texts/network.ts";
import { rbacAndArm } from "./explain-texts/rbac-and-arm.ts";
import { signIn } from "./explain-texts/sign-in.ts";
import { tenantAndScope } from "./explain-texts/tenant-and-scope.ts";
import { tokenUse } from "./explain-texts/token-use.ts";

const texts: Record<CauseId, readonly string[]> = {
  ...appRegistration, ...tenantAndScope, ...signIn, ...managedIdentity, ...federation, ...network, ...rbacAndArm, ...tokenUse, ...endpoint,
};

describe("every cause is named from its texts", () => {
  it.each(causeIds)("%s has at least three phrasings", (id) => {
    expect(texts[id].length).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.entries(texts).flatMap(([id, list]) => list.map((text) => [id, text] as const)))("%s: %s", (id, text) => {
    expect(explain(text).causes[0]?.id).toBe(id);
  });
});

import { defineCheck, failed, passed, undecided } from "../../check.ts";
import { provesToken, readAnswerKind } from "../../data-plane/answer-kind.ts";

/** The token comes from the tenant that owns the resource. Resource Manager names that tenant even to strangers. */
export const tokenTenant = defineCheck({
  id: "token-tenant",
  title: "token is of the resource's tenant",
  needs: ["token"],
  uses: ["resourceTenant", "account", "models"],
  judge: ({ token }, { resourceTenant, account, models }) => {
    const tenantId = token.tenantId;
    const refused = models.known && readAnswerKind(models.value).kind === "wrong-tenant";
    // A subscription that nobody named for this resource explains a refusal, and proves none.
    const named = resourceTenant.known ? resourceTenant.value : undefined;
    const owner = named?.assumed !== true || (refused && named.tenantId !== tenantId) ? named?.tenantId : undefined;
    const expected = owner ?? (account.known && account.value.found ? account.value.tenantId : undefined);
    const evidence = { tenantId, actual: tenantId ?? "none", expected: expected ?? "the resource's tenant", resourceTenantId: expected };
    if (refused) return failed("tenant-mismatch", { ...evidence, said: models.value.message });
    if (expected === undefined) {
      if (models.known && provesToken.has(readAnswerKind(models.value).kind)) return passed({ tenantId });
      return undecided("the subscription's id, or an account that Azure Resource Manager shows to this credential", { actual: tenantId });
    }
    return expected.toLowerCase() === tenantId?.toLowerCase() ? passed({ tenantId }) : failed("tenant-mismatch", evidence);
  },
});

import { defineCheck, failed, passed, warned } from "../../check.ts";

/** The token is in its time, by the servers' clock when it is known. */
export const tokenLifetime = defineCheck({
  id: "token-lifetime",
  title: "token has not expired",
  needs: ["token"],
  uses: ["clock", "acquisition"],
  judge: ({ token }, { clock, acquisition }) => {
    const skew = clock.known ? clock.value.skewSeconds : 0;
    const now = token.seenAt - skew;
    const { notBefore, expiresAt } = token;
    if (expiresAt === undefined) return warned("token-provider-misuse", { problem: "the token does not say when it expires" });
    const left = expiresAt - now;
    const evidence = { expires: new Date(expiresAt * 1000).toISOString(), now: new Date(now * 1000).toISOString(), skewSeconds: clock.known ? skew : undefined };
    if (left <= 0) {
      const fresh = acquisition.known && acquisition.value.outcome === "token" && acquisition.value.source !== "GivenToken";
      return failed("token-expired", { ...evidence, actual: `expired ${inWords(-left)} ago`, ...(fresh ? { problem: "the credential hands out an expired token: a cache in front of it is stale" } : {}) });
    }
    if (notBefore !== undefined && notBefore > now + 300) return failed("clock-skew", { ...evidence, actual: `valid only in ${inWords(notBefore - now)}`, problem: "the token's maker and the servers disagree about the time" });
    if (left < 300) return warned("token-expired", { ...evidence, actual: `${inWords(left)} left`, expected: "at least 5 minutes" });
    return passed({ expires: evidence.expires, left: inWords(left) });
  },
});

/** 90 → "1 min", 7200 → "2 h". */
export function inWords(seconds: number): string {
  const value = Math.abs(Math.round(seconds));
  if (value < 90) return `${value} s`;
  if (value < 5400) return `${Math.round(value / 60)} min`;
  return value < 172800 ? `${Math.round(value / 3600)} h` : `${Math.round(value / 86400)} days`;
}

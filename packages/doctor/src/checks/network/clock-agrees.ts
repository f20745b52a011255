import { defineCheck, failed, passed, warned } from "../../check.ts";

/** This machine's clock agrees with the servers': assertions and cached tokens are judged by it. Entra allows five minutes. */
export const clockAgrees = defineCheck({
  id: "clock",
  title: "this machine's clock agrees with the servers'",
  needs: ["clock"],
  uses: ["acquisition", "models", "inference"],
  judge: ({ clock }, facts) => {
    const off = Math.abs(clock.skewSeconds);
    const evidence = { skewSeconds: clock.skewSeconds, actual: `${off} s ${clock.skewSeconds > 0 ? "ahead" : "behind"}`, expected: "less than 300 s", hosts: clock.samples.map(({ host }) => host) };
    if (off < 120) return passed({ skewSeconds: clock.skewSeconds });
    const { acquisition, models, inference } = facts;
    const works = [inference, models].some((answer) => answer.known && answer.value.status >= 200 && answer.value.status < 300);
    const refused = acquisition.known && acquisition.value.outcome === "refused";
    if (off < 300 || (!refused && (works || !models.known))) return warned("clock-skew", evidence);
    return failed("clock-skew", evidence);
  },
});

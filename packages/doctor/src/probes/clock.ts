import type { ClockFact } from "../facts/identity.ts";
import { known, unknown } from "../facts.ts";
import { defineProbe } from "../probe.ts";
import type { ServerDate } from "./http-client.ts";

/** This machine's clock against the servers' dates that came with their answers; asks nobody itself. */
export const clockProbe = defineProbe({
  id: "clock",
  gives: ["clock"],
  needs: [],
  after: ["http", "acquisition", "authority"],
  online: true,
  run: ({ tools }) => {
    const { dates } = tools.http;
    return Promise.resolve({ clock: dates.length === 0 ? unknown("failed", "no server answered, so there is no time to compare with") : known(measure(dates)) });
  },
});

/** The median over hosts; a Date header names the second in which it was made, so half a second is taken off. Pure. */
export function measure(dates: readonly ServerDate[]): ClockFact {
  const byHost = new Map<string, number[]>();
  for (const { host, server, local } of dates) byHost.set(host, [...(byHost.get(host) ?? []), local - server - 500]);
  const samples = [...byHost].map(([host, values]) => ({ host, skewSeconds: Math.round(median(values) / 1000) }));
  const skewSeconds = Math.round(median(samples.map((sample) => sample.skewSeconds)));
  const last = dates.at(-1) as ServerDate;
  return { skewSeconds, samples, serverNow: Math.round(last.server / 1000) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

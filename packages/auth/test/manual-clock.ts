import type { Clock } from "../src/token-source.ts";

/** A clock that moves only when a test moves it. */
export interface ManualClock extends Clock {
  advance(milliseconds: number): void;
}

export function manualClock(start = Date.parse("2026-11-24T08:00:00Z")): ManualClock {
  let time = start;
  const timers = new Set<{ at: number; run: () => void }>();
  return {
    now: () => time,
    after(milliseconds, run) {
      const timer = { at: time + milliseconds, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(milliseconds) {
      time += milliseconds;
      for (const timer of [...timers].filter(({ at }) => at <= time).sort((a, b) => a.at - b.at)) {
        timers.delete(timer);
        timer.run();
      }
    },
  };
}

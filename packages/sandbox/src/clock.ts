import type { Clock } from "./world.ts";

/** A clock that runs with the machine's, plus an offset that only this sandbox has. EDGE: the one place that reads the time. */
export function createClock(): Clock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    advance(milliseconds) {
      offset += milliseconds;
    },
  };
}

/** More than this, and a task's cost grows faster than its input: fourfold input costs fourfold time when linear, sixteenfold when quadratic. */
export const linear = 8;

/** Milliseconds of processor time too short to compare; a quadratic task of the sizes used here takes far longer. */
const negligible = 150;

/**
 * How many times as much processor time a task takes for `size` as for a quarter of it; 0 when it takes next to none.
 * No clock of the wall is asked, so other processes don't count, and a disturbed comparison is made again.
 */
export function growth(task: (size: number) => unknown, size: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 4 && least > linear; attempt += 1) {
    const whole = processorTime(() => task(size));
    if (whole < negligible) return 0;
    least = Math.min(least, whole / processorTime(() => task(size / 4)));
  }
  return least;
}

function processorTime(task: () => unknown): number {
  const before = process.cpuUsage();
  task();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

import { systemClock, type Clock } from "./token-source.ts";

/** Waits for a promise to end in whichever way, at most so many milliseconds, and says whether it did. Never rejects. */
export async function within(milliseconds: number, promise: Promise<unknown>, clock: Clock = systemClock): Promise<boolean> {
  let cancel = (): void => {};
  const late = new Promise<boolean>((resolve) => (cancel = clock.after(milliseconds, () => resolve(false))));
  const ended = promise.then(
    () => true,
    () => true,
  );
  const inTime = await Promise.race([ended, late]);
  cancel();
  return inTime;
}

import { deferred } from "../src/deferred.ts";
import type { TokenCredential } from "../src/token-source.ts";

type Given = Awaited<ReturnType<TokenCredential["getToken"]>>;

/** A credential whose every answer a test gives, in order of the calls. */
export function scriptedCredential() {
  const calls: { scope: string | string[]; signal: AbortSignal | undefined; answer(given: Given): void; fail(error: unknown): void }[] = [];
  const credential: TokenCredential = {
    getToken(scope, options) {
      const { promise, resolve } = deferred<() => Given>();
      calls.push({ scope, signal: options?.abortSignal, answer: (given) => resolve(() => given), fail: (error) => resolve(() => { throw error; }) });
      return promise.then((give) => give());
    },
  };
  return { credential, calls };
}

/** Lets everything that is ready to run, run. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

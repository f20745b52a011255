// One line of progress for long work: a counting line on a terminal, two plain lines elsewhere.

/**
 * Says that work has begun.
 * @param {string} what what is being done, for instance "Installing dependencies"
 * @returns {(ok: boolean) => void} call it when the work has ended
 */
export function progress(what) {
  const terminal = process.stderr.isTTY && process.env.TERM !== "dumb" && !process.env.CI;
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  if (!terminal) process.stderr.write(`${what} ...\n`);
  const timer = terminal ? setInterval(() => process.stderr.write(`\r${what} ... ${seconds()}`), 500) : undefined;
  return (ok) => {
    clearInterval(timer);
    const line = `${what}: ${ok ? "done" : "failed"} in ${seconds()}`;
    process.stderr.write(terminal ? `\r${line}    \n` : `${line}\n`);
  };
}

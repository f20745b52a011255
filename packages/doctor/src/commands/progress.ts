import type { Io } from "../io.ts";

/** One line on stderr that says what is being asked; only on a terminal, and only once half a second has passed. */
export interface Progress {
  started(id: string): void;
  ended(id: string): void;
  stop(): void;
}

const clear = "\r\u001B[K";

/** Silent in CI, off a terminal, and with machine-read formats. */
export function startProgress(args: { format?: string | undefined }, io: Io): Progress {
  const silent = !io.stderrIsTerminal || io.env["CI"] !== undefined || io.env["TERM"] === "dumb" || (args.format ?? "text") !== "text";
  if (silent) return { started: () => {}, ended: () => {}, stop: () => {} };
  const running = new Set<string>();
  let visible = false;
  const draw = (): void => {
    if (visible) io.stderr(`${clear}${fit(`asking: ${[...running].join(", ")}`, (io.stderrColumns ?? 80) - 1)}`);
  };
  const timer = io.later(500, () => {
    visible = true;
    draw();
  });
  return {
    started: (id) => {
      running.add(id);
      draw();
    },
    ended: (id) => {
      running.delete(id);
      draw();
    },
    stop: () => {
      timer.cancel();
      if (visible) io.stderr(clear);
      visible = false;
    },
  };
}

/** A line that wraps can't be wiped away. */
function fit(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 3))}...`;
}

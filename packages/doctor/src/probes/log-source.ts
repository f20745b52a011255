import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { UsageError } from "../io.ts";

/** EDGE: the bytes of a log file or of stdin (`-`), piece by piece. A file that can't be read is a usage error with one sentence. */
export async function* readLog(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  if (path === "-") {
    for await (const chunk of process.stdin) yield typeof chunk === "string" ? new TextEncoder().encode(chunk) : (chunk as Uint8Array);
    return;
  }
  let directory: boolean;
  try {
    directory = (await stat(path)).isDirectory();
  } catch (error) {
    throw new UsageError(whyNot(path, error));
  }
  if (directory) throw new UsageError(`${path} is a directory; name a file, or - for stdin.`);
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) yield chunk as Uint8Array;
  } catch (error) {
    throw new UsageError(whyNot(path, error));
  }
}

function whyNot(path: string, error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT") return `${path} does not exist; name a file, or - for stdin.`;
  if (code === "EACCES" || code === "EPERM") return `${path} can't be read: permission denied.`;
  return `${path} can't be read (${code ?? "unknown error"}).`;
}

import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import type { RunFiles } from "./credential-kinds.ts";
import { machine } from "./machine.ts";

/** The files of one run, in a folder of its own that only this user can read. */
export interface RunFolder {
  files: RunFiles;
  /** Writes a file if its content has changed; `program` makes it executable. */
  write(path: string, content: string | Buffer, options?: { program?: boolean }): void;
  remove(path: string): void;
  /** Removes the folder; also done when the process ends without it. */
  close(): void;
}

const open = new Set<() => void>();
let removesAtExit = false;

/** Makes the folder. EDGE: the only writer to disk, and outside this folder only Azure Arc's key file, where its clients demand it. */
export function createRunFolder(): RunFolder {
  const folder = mkdtempSync(join(tmpdir(), "entra-sandbox-"));
  const files: RunFiles = {
    fetchPreload: machine.childProgram("fetch-preload"),
    ca: join(folder, "ca.pem"),
    javaTrustStore: join(folder, "trust.jks"),
    clientCertificate: join(folder, "client.pem"),
    federatedToken: join(folder, "federated-token"),
    azureConfig: join(folder, "azure"),
    browser: join(folder, "browser", machine.isWindows ? "browser.cmd" : "browser"),
    tools: join(folder, "tools"),
  };
  for (const path of [files.azureConfig, files.tools, join(folder, "browser")]) mkdirSync(path);
  const elsewhere = new Set<string>();
  const close = () => {
    for (const path of elsewhere) rmSync(path, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    open.delete(close);
  };
  if (!removesAtExit) process.once("exit", closeAll);
  removesAtExit = true;
  open.add(close);
  return {
    files,
    write(path, content, { program = false } = {}) {
      if (!path.startsWith(folder)) for (const made of [path, mkdirSync(dirname(path), { recursive: true })]) if (made !== undefined) elsewhere.add(made);
      if (contentOf(path)?.equals(Buffer.from(content)) === true) return;
      writeFileSync(path, content, { mode: program ? 0o700 : 0o600 });
      if (program) chmodSync(path, 0o700);
    },
    remove: (path) => rmSync(path, { force: true }),
    close,
  };
}

function closeAll(): void {
  for (const close of open) close();
}

function contentOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, describe, expect, it } from "vitest";
import { startProgress } from "../src/commands/progress.ts";
import type { Io } from "../src/io.ts";
import { measure } from "../src/probes/clock.ts";
import { rangeOf } from "../src/probes/network/dns.ts";
import { classifyChain } from "../src/probes/network/trust.ts";
import { runProgram } from "../src/probes/run-program.ts";
import { tls } from "./frame-facts.ts";

const folder = mkdtempSync(join(tmpdir(), "doctor-edges-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const never = new AbortController().signal;

function script(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe.skipIf(process.platform === "win32")("programs that the doctor runs", () => {
  const env = { PATH: process.env["PATH"] };

  it("give their output and exit code", async () => {
    expect(await runProgram(script("works", "echo out; echo err >&2; exit 3"), [], env, 5000, never)).toMatchObject({ outcome: "done", code: 3, stdout: "out\n", stderr: "err\n" });
  });

  it("that are not there are missing", async () => {
    expect(await runProgram("no-such-program", [], env, 5000, never)).toMatchObject({ outcome: "missing" });
  });

  it("that hang are stopped at their deadline, with the interpreter that they started", async () => {
    const pidFile = join(folder, "pid");
    const ran = await runProgram(script("hangs", `sleep 60 & echo $! > ${pidFile}; wait`), [], env, 500, never);
    expect(ran.outcome).toBe("slow");
    expect(ran.ms, "stopped, not ended").toBeLessThan(60_000);
    const pid = Number(readFileSync(pidFile, "utf8"));
    await expect.poll(() => isAlive(pid)).toBe(false);
  });

  it("are stopped at their deadline even when memory is collected in between", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const collecting = setInterval(collect, 20);
    const ran = await runProgram(script("sleeps", "sleep 20"), [], env, 400, never);
    clearInterval(collecting);
    expect(ran.outcome).toBe("slow");
  });
});

/** A process that was stopped and not yet reaped counts as ended. */
function isAlive(pid: number): boolean {
  const stat = `/proc/${pid}/stat`;
  if (existsSync("/proc/self/stat")) return existsSync(stat) && !/\) Z /.test(readFileSync(stat, "utf8"));
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe("progress", () => {
  const io = (changes: Partial<Io>): { io: Io; said: string[]; tick: () => void } => {
    const said: string[] = [];
    let due = (): void => {};
    const made = { env: {}, stderrIsTerminal: true, stderr: (text: string) => said.push(text), later: (_ms: number, run: () => void) => ((due = run), { cancel: () => (due = () => {}) }), ...changes };
    return { io: made as unknown as Io, said, tick: () => due() };
  };

  it("shows after half a second on a terminal, and is wiped away", () => {
    const { io: terminal, said, tick } = io({});
    const progress = startProgress({}, terminal);
    progress.started("token");
    expect(said).toEqual([]);
    tick();
    progress.ended("token");
    progress.stop();
    expect(said[0]).toContain("asking: token");
    expect(said.at(-1)).toBe("\r\u001B[K");
  });

  it("keeps to one line, which alone can be wiped away", () => {
    const { io: narrow, said, tick } = io({ stderrColumns: 30 });
    const progress = startProgress({}, narrow);
    for (const id of ["role assignments", "deny assignments", "eligible roles"]) progress.started(id);
    tick();
    expect(said).toEqual(["\r\u001B[Kasking: role assignments, ..."]);
  });

  it("that ended sooner was never seen", () => {
    const { io: terminal, said, tick } = io({});
    startProgress({}, terminal).stop();
    tick();
    expect(said).toEqual([]);
  });

  it.each([[{ stderrIsTerminal: false }, {}], [{ env: { CI: "1" } }, {}], [{ env: { TERM: "dumb" } }, {}], [{}, { format: "json" }]])("is silent with %o and %o", (changes, args) => {
    const { io: quiet, said, tick } = io(changes);
    startProgress(args, quiet).started("x");
    tick();
    expect(said).toEqual([]);
  });
});

describe("what is measured", () => {
  it("the clock is compared per host, by the median, less half a second", () => {
    const dates = [0, 1000, 2000].map((lag) => ({ host: "a", server: 10_000_000, local: 10_000_500 + lag }));
    expect(measure([...dates, { host: "b", server: 10_000_000, local: 10_001_500 }])).toMatchObject({ skewSeconds: 1, samples: [{ host: "a", skewSeconds: 1 }, { host: "b", skewSeconds: 1 }] });
  });

  it.each([["10.1.2.3", "private"], ["172.31.0.1", "private"], ["172.32.0.1", "public"], ["192.168.1.1", "private"], ["100.64.0.1", "private"], ["100.128.0.1", "public"], ["fd00::1", "private"], ["127.0.0.1", "loopback"], ["20.1.2.3", "public"]])("%s is %s", (address, range) => {
    expect(rangeOf([address])).toBe(range);
  });

  const [azure] = tls.chain;
  const leaf = (changes: object) => [{ ...azure, ...changes }] as typeof tls.chain;
  const now = Date.parse("2026-06-01");
  it.each([
    ["azure", leaf({}), undefined],
    ["incomplete", leaf({}), "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
    ["interception", leaf({ issuer: "Contoso Proxy CA" }), "SELF_SIGNED_CERT_IN_CHAIN"],
    ["self-signed", leaf({ issuer: "x", subject: "x", selfSigned: true }), "DEPTH_ZERO_SELF_SIGNED_CERT"],
    ["expired", leaf({ validTo: "Jan 1 2020" }), "CERT_HAS_EXPIRED"],
    ["wrong-name", leaf({}), "ERR_TLS_CERT_ALTNAME_INVALID"],
  ])("a chain is called %s", (looksLike, chain, code) => {
    expect(classifyChain(chain, code, now).looksLike).toBe(looksLike);
  });
});

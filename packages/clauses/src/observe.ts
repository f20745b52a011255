import { fingerprint, type CredentialKind, type Sandbox, type SandboxOptions } from "@copilot-entra/sandbox";
import type { Language, SampleName } from "./languages/language.ts";
import { copilotRuntime, places } from "./languages/places.ts";
import { readers, type Observation, type Scenario } from "./clause.ts";
import { runSample } from "./run-sample.ts";
import { openSandbox } from "./open-sandbox.ts";

const defaultQuestions = ["Hello!", "What did I just say?"];

/**
 * Runs a sample in a scenario, in a sandbox that nobody else uses meanwhile, and says what was seen.
 *
 * @param limit seconds after which the sample is killed; by default longer than any clause allows
 */
export async function observe(language: Language, sample: SampleName, scenario: Scenario, limit = (scenario.waits ?? 0) + 120): Promise<Observation> {
  const lease = await leaseSandbox(scenario.credential ?? "managed-identity");
  const { sandbox } = lease;
  try {
    let hangs: () => void = () => undefined;
    const hung = new Promise<void>((resolve) => (hangs = resolve));
    for (const fault of scenario.faults ?? []) sandbox.break(fault);
    scenario.mutate?.(sandbox.world);
    const planted = (await scenario.arrange?.(sandbox)) ?? [];
    lease.onAnswer = (record) => scenario.onAnswer?.(record, sandbox);
    // A signal is sent in the middle of a turn: when a request has had no answer for a while.
    const watch = setInterval(() => {
      if (sandbox.requests.some(({ status, at }) => status === 0 && sandbox.world.clock.now() - at > 700)) hangs();
    }, 50);
    const env = { ...sandbox.childEnv(), COPILOT_CLI_PATH: copilotRuntime(), ...scenario.env };
    const reads = (readers as readonly string[]).includes(sample);
    const run = await runSample({
      program: language.program(sample, places),
      env,
      stdin: reads ? (scenario.signal === undefined ? (scenario.stdin ?? defaultQuestions) : ["Hello!"]) : [],
      ...(scenario.signal === undefined ? {} : { signal: { ...scenario.signal, when: hung } }),
      canaries: () => [...sandbox.canaries, ...planted],
      limit,
    }).finally(() => clearInterval(watch));
    const noise = language.environmentNoise;
    const stderr = noise === undefined ? run.stderr : run.stderr.split("\n").filter((line) => !noise.test(line)).join("\n");
    return { ...run, stderr, requests: [...sandbox.requests], foreign: sandbox.foreign.map(({ host }) => host), issued: [...sandbox.canaries, ...planted].map(fingerprint) };
  } finally {
    lease.end();
  }
}

interface Lease {
  sandbox: Sandbox;
  onAnswer: NonNullable<SandboxOptions["onAnswer"]>;
  end(): void;
}

const idle = new Map<CredentialKind, Lease[]>();

/** A sandbox that starts anew for each run; making certificates and keys is what takes time, so an unused one is reset and taken again. */
async function leaseSandbox(credential: CredentialKind): Promise<Lease> {
  const free = idle.get(credential) ?? [];
  idle.set(credential, free);
  const taken = free.pop();
  if (taken !== undefined) return taken;
  const lease: Lease = { sandbox: await openSandbox({ credential, onAnswer: (record) => lease.onAnswer(record) }), onAnswer: () => undefined, end };
  function end(): void {
    lease.onAnswer = () => undefined;
    lease.sandbox.reset();
    free.push(lease);
  }
  return lease;
}

/** Closes every sandbox that runs have left idle. */
export async function closeSandboxes(): Promise<void> {
  await Promise.all([...idle.values()].flat().map(({ sandbox }) => sandbox.close()));
  idle.clear();
}

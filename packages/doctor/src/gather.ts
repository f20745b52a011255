import type { Fact, FactName, Facts } from "./facts.ts";
import { factNames, unknown } from "./facts.ts";
import type { Probe, ProbeTools } from "./probe.ts";

/** Options of one gathering. */
export interface GatherOptions {
  /** Facts that the checks ask for; probes that none of them needs don't run. */
  wanted: readonly FactName[];
  offline: boolean;
  /** Deadline of one probe in milliseconds. */
  probeTimeoutMs: number;
  signal: AbortSignal;
  /** Facts that are already known, for instance of an earlier round of --wait. */
  start?: Partial<Facts>;
  /** Lets what was started reach the network, before the next probe does its own work. */
  turn?(): Promise<void>;
  onStart?(probe: Probe): void;
  onEnd?(probe: Probe): void;
}

/** Probes whose facts are wanted, directly or because a wanted probe needs them. */
export function selectProbes(probes: readonly Probe[], wanted: readonly FactName[]): Probe[] {
  const names = new Set(wanted);
  const chosen = new Set<Probe>();
  for (let grew = true; grew; ) {
    grew = false;
    for (const probe of probes) {
      if (chosen.has(probe) || !purposes(probe).some((name) => names.has(name))) continue;
      chosen.add(probe);
      for (const name of [...probe.needs, ...probe.after]) names.add(name);
      grew = true;
    }
  }
  return probes.filter((probe) => chosen.has(probe));
}

/** Runs probes as their needs are met, all that can run at once at once. Never rejects: what fails is an unknown fact. */
export async function gather(probes: readonly Probe[], tools: ProbeTools, options: GatherOptions): Promise<Facts> {
  const facts: { [N in FactName]?: Fact<unknown> } = { ...options.start };
  const waiting = new Set(selectProbes(probes, options.wanted).filter((probe) => purposes(probe).some((name) => facts[name] === undefined)));
  const running = new Map<Probe, Promise<void>>();
  const obtainable = new Set([...waiting].flatMap((probe) => probe.gives));

  const settle = (probe: Probe, fact: { known: false; because: FactName | "offline" | "failed" | "timed-out" | "interrupted"; detail?: string }): void => {
    for (const name of probe.gives) facts[name] ??= fact;
  };
  const start = (probe: Probe): void => {
    options.onStart?.(probe);
    const finish = async (): Promise<void> => {
      const learnt = await runProbe(probe, facts as Partial<Facts>, tools, options);
      if ("because" in learnt) settle(probe, learnt);
      else Object.assign(facts, learnt.facts);
      options.onEnd?.(probe);
      running.delete(probe);
    };
    running.set(probe, finish());
  };

  for (;;) {
    for (let moved = true; moved; ) {
      moved = false;
      let urgent = false;
      for (const probe of waiting) {
        const open = [...probe.needs, ...probe.after].filter((name) => facts[name] === undefined && obtainable.has(name));
        const missing = probe.needs.find((name) => facts[name]?.known === false || (facts[name] === undefined && !obtainable.has(name)));
        if (missing === undefined && open.length > 0) continue;
        waiting.delete(probe);
        moved = true;
        if (options.offline && isOnline(probe, tools)) settle(probe, { known: false, because: "offline", detail: "--offline was given" });
        else if (missing !== undefined) settle(probe, { known: false, because: missing });
        else {
          if (urgent && probe.urgent !== true) await options.turn?.();
          urgent = probe.urgent === true;
          start(probe);
        }
      }
    }
    if (running.size === 0) break;
    await Promise.race(running.values());
  }
  return Object.fromEntries(factNames.map((name) => [name, facts[name] ?? unknown("not-asked")])) as unknown as Facts;
}

function purposes({ gives, serves = [] }: Probe): readonly FactName[] {
  return [...gives, ...serves];
}

function isOnline({ online }: Probe, tools: ProbeTools): boolean {
  return typeof online === "function" ? online(tools) : online;
}

type Outcome = { facts: Partial<Facts> } | { known: false; because: "failed" | "timed-out" | "interrupted"; detail: string };

async function runProbe(probe: Probe, facts: Partial<Facts>, tools: ProbeTools, options: GatherOptions): Promise<Outcome> {
  const known = Object.fromEntries(factNames.flatMap((name) => {
    const fact = facts[name];
    return fact?.known === true ? [[name, fact.value]] : [];
  })) as never;
  const deadline = AbortSignal.timeout(options.probeTimeoutMs);
  const signal = AbortSignal.any([options.signal, deadline]);
  // A probe that does not listen to its signal is left behind, so that one stuck part cannot hold up the report.
  const abandoned = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
  try {
    return { facts: await Promise.race([probe.run({ known, facts, tools }, signal), abandoned]) };
  } catch (error) {
    if (options.signal.aborted) return { known: false, because: "interrupted", detail: `interrupted while asking: ${probe.id}` };
    if (deadline.aborted) return { known: false, because: "timed-out", detail: `${probe.id}: no answer within ${options.probeTimeoutMs / 1000} s` };
    return { known: false, because: "failed", detail: `${probe.id}: ${error instanceof Error ? error.message : String(error)}` };
  }
}

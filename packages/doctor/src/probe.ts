import type { Fact, FactName, Facts, FactValues, KnownFacts } from "./facts.ts";
import type { ArmResult } from "./probes/arm-client.ts";
import type { HttpClient } from "./probes/http-client.ts";

/** What the caller of the doctor asked for that probes must know beyond the settings. */
export interface ProbeOptions {
  /** Deadline of one request. */
  timeoutMs: number;
  /** HOST:PORT of a DNS server to ask beside the system's. */
  dnsServer?: string;
  /** Check the token's signature against the issuer's published keys. */
  verify: boolean;
  /** A token that was given on stdin or in a file, to be used instead of acquiring one. */
  givenToken?: string;
}

export type TokenPurpose = "data" | "arm" | "graph";

/** Tokens in hand. They live here and in request headers, never in a fact. */
export interface TokenStore {
  get(purpose: TokenPurpose): string | undefined;
  set(purpose: TokenPurpose, token: string): void;
}

/** What probes work with; everything that touches the world comes in here. */
export interface ProbeTools {
  env: Readonly<Record<string, string | undefined>>;
  options: ProbeOptions;
  http: HttpClient;
  tokens: TokenStore;
  /** Answers of Resource Manager that were asked for before their probe could run, by URL. */
  ahead: Map<string, Promise<ArmResult<Record<string, unknown>>>>;
  /** Milliseconds since 1970. */
  now(): number;
  /** Says something to the person while a sign-in waits for them. */
  notify(message: string): void;
}

/** The needed facts, all known; all facts settled so far; and the tools. */
export interface ProbeInputs<N extends FactName = FactName> {
  known: KnownFacts<N>;
  facts: Partial<Facts>;
  tools: ProbeTools;
}

/** Facts that a probe learnt. */
export type Learnt<G extends FactName> = { [N in G]: Fact<FactValues[N]> };

/** Fetches, judges nothing. Starts as soon as its needs are known and its `after` facts are settled either way. */
export interface Probe {
  id: string;
  gives: readonly FactName[];
  needs: readonly FactName[];
  /** Facts to wait for, known or not. */
  after: readonly FactName[];
  /** Facts whose probes find their answers sooner when this one has asked ahead for them. */
  serves?: readonly FactName[];
  /** Asks the network or another program, so it does not run with --offline. */
  online: boolean | ((tools: ProbeTools) => boolean);
  /** Most others wait for its answer, so its question is on its way before anything else keeps the program busy. */
  urgent?: true;
  run(inputs: ProbeInputs, signal: AbortSignal): Promise<Partial<Facts>>;
}

/** A probe as written, with the types that follow from what it needs and gives. */
export interface ProbeDefinition<Needs extends readonly FactName[], Gives extends readonly FactName[]> {
  id: string;
  gives: Gives;
  needs: Needs;
  after?: readonly FactName[];
  serves?: readonly FactName[];
  online: boolean | ((tools: ProbeTools) => boolean);
  urgent?: true;
  run(inputs: ProbeInputs<Needs[number]>, signal: AbortSignal): Promise<Learnt<Gives[number]>>;
}

/** Keeps the literal types, so that a probe must give what it says it gives. */
export function defineProbe<const Needs extends readonly FactName[], const Gives extends readonly FactName[]>(
  probe: ProbeDefinition<Needs, Gives>,
): Probe {
  return { after: [], ...probe };
}

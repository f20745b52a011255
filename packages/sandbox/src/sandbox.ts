import { createCertificates } from "./certificates.ts";
import { createContext } from "./context.ts";
import { credentialKinds, isCredentialKind, type CredentialKindRecord } from "./credential-kinds.ts";
import { childEnvironment, environmentOf, inheritedNames } from "./environment.ts";
import { openDnsServer } from "./dns/server.ts";
import type { SigningKeys } from "./app.ts";
import type { CredentialKind, Fault } from "./faults/fault.ts";
import { faults } from "./faults/index.ts";
import { app } from "./parts.ts";
import { machine } from "./machine.ts";
import type { ForeignHost, RequestRecord, TunnelRecord } from "./record.ts";
import { createRunFolder } from "./run-folder.ts";
import { createRunFiles } from "./run-files.ts";
import { openDoors } from "./server.ts";
import type { World } from "./world.ts";

/** What a sandbox starts with. */
export interface SandboxOptions {
  /** Id or ids of faults; see `faults`. */
  fault?: string | readonly string[];
  /** How programs sign in; without it, what the first fault needs, else `managed-identity`. */
  credential?: CredentialKind;
  /** Changes the world after credential and faults. */
  mutate?: (world: World) => void;
  /** Called when a request has been answered, or its connection is gone. */
  onAnswer?: (record: RequestRecord) => void;
  /** Called when a host is refused. */
  onForeignHost?: (host: string) => void;
  /** The keys that Entra signs tokens with; new ones, which cost a quarter of a second of processor time, unless given. See `createSigningKeys`. */
  signingKeys?: SigningKeys;
  /** Ports of the doors; any free ones unless given. */
  ports?: { proxy?: number; plain?: number };
}

/** A running sandbox: Entra, managed identity, ARM and Foundry behind their real names on loopback. */
export interface Sandbox {
  /** Variables to set for a child process. Read anew each time, since faults may change them. */
  readonly env: Record<string, string>;
  /** Variables to remove from an inherited environment. */
  readonly unset: string[];
  /** Folders to put in front of `PATH`, where stand-ins of command-line tools are. */
  readonly paths: string[];
  /** A whole environment for `spawn`: `base` (this process's unless given) without what would disturb, with `env` and `paths`. */
  childEnv(base?: Record<string, string | undefined>): Record<string, string | undefined>;
  /** Every request so far, redacted. */
  readonly requests: RequestRecord[];
  /** Hosts that were asked for and refused. */
  readonly foreign: ForeignHost[];
  /** Tunnels that were asked for. */
  readonly tunnels: TunnelRecord[];
  /** Every token and secret made here, to assert that they appear nowhere. */
  readonly canaries: string[];
  readonly world: World;
  readonly credential: CredentialKind;
  /** The doors; `dns` is `127.0.0.1:PORT` of a DNS server that answers from the world. */
  readonly urls: { proxy: string; plain: string; dns: string };
  /** Applies one more fault. Throws a `RangeError` for an id that is none. */
  break(faultId: string): void;
  /** Takes every fault away: the world is as it was started, without them. */
  heal(): void;
  /** As `heal`, and forgets requests, counts and sign-ins. */
  reset(): void;
  /** Ends every socket at once and removes the run's files; a second call waits for the first. */
  close(): Promise<void>;
}

/** Starts a sandbox on loopback; two in one process share nothing. Throws a `RangeError` for a fault or credential kind that does not exist. */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const chosen = [options.fault ?? []].flat().map(faultOf);
  const credential = options.credential ?? chosen.find((fault) => fault.credential !== undefined)?.credential ?? "managed-identity";
  if (!isCredentialKind(credential)) throw new RangeError(`There is no credential kind '${String(credential)}'; the kinds are ${Object.keys(credentialKinds).join(", ")}.`);
  const kind: CredentialKindRecord = credentialKinds[credential];

  const context = await createContext({ certificate: kind.certificate === true, signingKeys: options.signingKeys });
  const { world } = context;
  const certificates = await createCertificates(world);
  const requests: RequestRecord[] = [];
  const foreign: ForeignHost[] = [];
  const tunnels: TunnelRecord[] = [];
  const doors = await openDoors({
    app,
    context,
    certificateFor: certificates.show,
    onRequest: (record) => requests.push(record),
    onAnswer: (record) => options.onAnswer?.(record),
    onForeignHost: (host) => {
      foreign.push({ host, at: world.clock.now() });
      options.onForeignHost?.(host);
    },
    onTunnel: (tunnel) => tunnels.push(tunnel),
    ports: options.ports ?? {},
  });
  context.plainUrl = doors.plainUrl;
  const folder = createRunFolder();
  const refresh = createRunFiles(folder, certificates.trusted, context, kind);
  const dns = await openDnsServer(world);
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await Promise.all([doors.close(), dns.close()]);
    folder.close();
  };
  kind.prepare?.(world);
  for (const fault of chosen) fault.apply(world);
  options.mutate?.(world);
  try {
    refresh();
  } catch (error) {
    await close();
    throw error;
  }

  const heal = (): void => {
    context.reseed();
    kind.prepare?.(world);
    options.mutate?.(world);
    refresh();
  };
  const env = (): Record<string, string> => {
    refresh();
    const proxy = world.transport.proxy === "dead" ? doors.deadProxyUrl : doors.proxyUrl;
    return environmentOf(kind, { proxy, dns: dns.address }, { context, files: folder.files, clientSecret: context.secrets.clientSecret });
  };
  const unset = (): string[] => {
    const removed = Object.entries(world.environment).flatMap(([name, value]) => (value === undefined ? [name] : []));
    const set = env();
    return [...new Set([...inheritedNames, ...removed])].filter((name) => set[name] === undefined);
  };
  /** A real tool is out of the way when the world has none, unless Node itself is in the same folder. */
  const hide = (folder: string): boolean =>
    Object.entries(world.tools).some(([tool, behaviour]) => behaviour === "missing" && machine.hasTool(folder, tool)) && !machine.hasTool(folder, "node");
  const paths = (): string[] => (Object.keys(world.tools).length > 0 ? [folder.files.tools] : []);

  return {
    get env() {
      return env();
    },
    get unset() {
      return unset();
    },
    get paths() {
      return paths();
    },
    childEnv: (base = machine.environment) =>
      childEnvironment(base, env(), { unset: unset(), tools: paths(), pathDelimiter: machine.pathDelimiter, ignoreCase: machine.isWindows, hide }),
    requests,
    foreign,
    tunnels,
    get canaries() {
      return context.canaries;
    },
    world,
    credential,
    urls: { proxy: doors.proxyUrl, plain: doors.plainUrl, dns: dns.address },
    break(faultId) {
      faultOf(faultId).apply(world);
      refresh();
    },
    heal,
    reset() {
      heal();
      for (const list of [requests, foreign, tunnels]) list.length = 0;
      for (const map of Object.values(context.sessions)) map.clear();
      for (const name of Object.keys(context.counters)) delete context.counters[name];
    },
    close: () => (closing ??= close()),
  };
}

function faultOf(id: string): Fault {
  const fault = faults.find((fault) => fault.id === id);
  if (fault === undefined) throw new RangeError(`There is no fault '${id}'; entra-sandbox faults lists them.`);
  return fault;
}

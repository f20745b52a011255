import { type Language, observe, type SampleName, type Scenario } from "@copilot-entra/clauses";
import { faults, type CredentialKind, type World } from "@copilot-entra/sandbox";
import { doctorCli, runProcess } from "./doctor-run.ts";

/** A broken world whose cause is known. */
export interface BrokenWorld {
  id: string;
  cause: string;
  scenario: Scenario;
}

/** What a sample wrote when it failed in a broken world. */
export interface FailingOutput {
  /** Language, sample and world. */
  from: string;
  cause: string;
  text: string;
}

/** The part of `explain --format json` that the proof reads. */
export interface Explained {
  causes: readonly { id: string; evidence: readonly { text: string }[] }[];
  undecided?: { between: readonly string[]; tells: readonly { id: string; tell: string }[]; command: string };
}

const answers = (status: number, code: string, message: string) => (world: World): void =>
  void world.wireFaults.push({ where: "foundry", effect: { kind: "answer", status, headers: { "content-type": "application/json" }, body: JSON.stringify({ error: { code, message } }) } });

/** Other ways to a text that a fault of the sandbox shows, where another cause has the same words. */
const twins: readonly BrokenWorld[] = [
  // The service is documented to say this of any missing role; the sandbox keeps it for a role that has not arrived.
  { id: "less specific refusal", cause: "rbac-no-data-role", scenario: { mutate: answers(401, "PermissionDenied", "Principal does not have access to API/Operation.") } },
  // Ids that were set by hand hide from the library that the webhook did nothing.
  { id: "pod without a token file", cause: "workload-webhook-missing", scenario: { credential: "workload-identity", mutate: (world) => void (world.environment["AZURE_FEDERATED_TOKEN_FILE"] = undefined) } },
  // The endpoint is right, and the proxy's own name server does not know it.
  { id: "proxy that resolves nothing", cause: "network-or-proxy", scenario: { mutate: (world) => void world.transport.unknownHosts.push("contoso.openai.azure.com") } },
];

/** Every fault that an unchanged sample can show, and the twins. */
export const brokenWorlds: readonly BrokenWorld[] = [
  ...faults
    .filter(({ wire }) => wire !== true)
    .map(({ id, cause = id, credential }) => ({ id, cause, scenario: { faults: [id], ...(credential !== undefined && { credential }) } })),
  ...twins,
];

const waits = /^(?:imds-|network-|tls-|dns-|cli-too-slow|rate-limit|no-usable|service-fault|endpoint-wrong-kind|proxy that)/;

/** Whether a run in a world waits for deadlines more than it computes. */
export const waitsLong = ({ id }: BrokenWorld): boolean => waits.test(id);

const healthy = new Map<string, Promise<boolean>>();

/** Whether a sample is answered with a credential when nothing is wrong; where its library has no such credential, no fault of it can show. */
function isAnswered(language: Language, sample: SampleName, credential: CredentialKind): Promise<boolean> {
  const key = `${language.id} ${sample} ${credential}`;
  const known = healthy.get(key) ?? observe(language, sample, { credential, stdin: ["Hello!"] }).then(({ exitCode }) => exitCode === 0);
  healthy.set(key, known);
  return known;
}

/** Runs a sample in a broken world. Nothing when it is answered all the same, when its library does not know the credential, or when it asked a host that the sandbox does not stand for. */
export async function failingOutput(language: Language, sample: SampleName, { id, cause, scenario }: BrokenWorld): Promise<FailingOutput | undefined> {
  const { exitCode, killed, stdout, stderr, foreign } = await observe(language, sample, { ...scenario, stdin: ["Hello!"] });
  const from = `${language.id}/${sample} in ${id}`;
  if (killed) throw new Error(`${from} had to be killed.`);
  if (exitCode === 0 || foreign.length > 0 || !(await isAnswered(language, sample, scenario.credential ?? "managed-identity"))) return undefined;
  // A sample that ends with 2 has asked nobody: the variable that it misses is all that it can tell.
  return { from, cause: exitCode === 2 && !stderr.includes("/.default") ? "config-missing" : cause, text: `${stdout}${stderr}` };
}

/** A text without what differs between two runs of the same failure: ids, names of people and resources, times, ports, digests. */
export function withoutParticulars(text: string): string {
  return text
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, "ID")
    .replace(/[\w.-]+@[\w.-]+\w/g, "ID")
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?Z?/g, "TIME")
    .replace(/\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \w{3} \d\d [\d:]{8} \w+ \d{4}/g, "TIME")
    .replace(/\b[a-z0-9-]+(?=\.(?:openai|cognitiveservices|services\.ai)\.azure\.)/g, "NAME")
    .replace(/(?<=127\.0\.0\.1:|localhost:|sha256\/)[\w+/=]+/g, "X")
    .replace(/\b[0-9A-F]{40,64}\b/g, "THUMBPRINT");
}

/** What the published command says of a text on its standard input. */
export async function explainText(text: string): Promise<Explained> {
  const { stdout, stderr } = await runProcess(process.execPath, [doctorCli, "explain", "--format", "json", "-"], { PATH: process.env["PATH"] }, text);
  if (stderr !== "") throw new Error(`explain wrote to stderr: ${stderr}`);
  return JSON.parse(stdout) as Explained;
}

/**
 * What is wrong with an explanation of a text that these causes show alike; nothing when it is right. A text that one
 * cause alone shows must have it named first. Where several show the same text, one of them comes first and all are given, with the command that tells.
 */
export function judgeExplanation({ causes, undecided }: Explained, wanted: ReadonlySet<string>): string[] {
  const [first] = causes.map(({ id }) => id);
  if (first === undefined || !wanted.has(first)) return [`${[...wanted].join(" or ")} expected, got ${first}`];
  if (wanted.size === 1) return [];
  const given = undecided?.between ?? [];
  return [
    ...[...wanted].filter((id) => !given.includes(id)).map((id) => `${id} is missing from what can't be told apart: ${given.join(", ")}`),
    ...(undecided?.command.includes(" ") === true ? [] : ["no command tells them apart"]),
  ];
}

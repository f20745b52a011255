import { closeSandboxes, lane, type LanguageId, languages, places, type SampleName } from "@copilot-entra/clauses";
import { afterAll, describe, expect, it } from "vitest";
import { type BrokenWorld, brokenWorlds, explainText, type Explained, failingOutput, type FailingOutput, judgeExplanation, waitsLong, withoutParticulars } from "../src/explained.ts";

// What the service itself says is printed alike in every language (samples/SPEC.md), so one sample shows all of it: the one that starts soonest.
const atTheDataPlane = /^(?:rbac-|token-|tenant-|custom-|endpoint-|deployment-|model-|rate-|not-access|api-version|less specific|key-|network-access|network-public|private-)/;
const beforeTheDataPlane = ({ id }: BrokenWorld): boolean => !atTheDataPlane.test(id);
const oneOf = (...ids: readonly string[]) => ({ id }: BrokenWorld): boolean => ids.includes(id);

const runs: readonly (readonly [LanguageId, SampleName, (world: BrokenWorld) => boolean])[] = [
  ["typescript", "openai-client", () => true],
  // Through the Copilot runtime: its own words for what the network does, and those around a callback that failed.
  ["typescript", "basic", (world) => /^(?:network-(?:or-|proxy)|tls-(?:untrusted|wrong)|dns-|proxy that|endpoint-|rbac-no-|token-(?:expired|wrong)|model-)/.test(world.id)],
  ["typescript", "token-provider", oneOf("secret-expired", "imds-unreachable", "identity-not-assigned", "cli-not-logged-in")],
  ["typescript", "token-refresh", oneOf("secret-wrong", "federated-subject-mismatch", "network-access-denied")],
  ["typescript", "list-models", (world) => /^(?:arm-missing|arm-pre|network-proxy|network-or|tls-wrong)/.test(world.id)],
  ["python", "openai-client", oneOf("secret-wrong", "config-missing", "clock-skew", "cert-unusable", "oidc-token-permission-missing", "pod without a token file", "imds-blocked", "no-usable-credential", "cli-not-installed", "tls-untrusted-ca", "network-proxy-dead", "rbac-no-data-role")],
  // Compiled programs start at once, so each way to fail before the service has its say is run.
  ["go", "openai-client", beforeTheDataPlane],
  ["rust", "openai-client", beforeTheDataPlane],
  // A Java virtual machine takes its time. Its library turns a slow tool into a minute of silence, which shows nothing of the cause.
  ["java", "openai-client", oneOf("cert-unusable", "imds-blocked", "cli-not-logged-in", "session-expired", "network-proxy-dead", "tls-expired")],
];

const busy = lane(2);
const waiting = lane(16);
const outputs: Promise<FailingOutput | undefined>[] = [];
const skipped = new Map<string, string>();
for (const [id, sample, applies] of runs) {
  const language = languages.find((one) => one.id === id);
  if (language === undefined) throw new RangeError(`There is no language ${id}.`);
  const toolchain = await language.toolchain(places);
  if (!toolchain.present) skipped.set(id, toolchain.install);
  else for (const world of brokenWorlds.filter(applies)) outputs.push((waitsLong(world) ? waiting : busy)(() => failingOutput(language, sample, world)));
}

/** Each text, the causes that show it, and what `explain` says of it. */
const texts = Promise.all(outputs).then(async (all) => {
  const shown = all.filter((output) => output !== undefined);
  const groups = new Map<string, FailingOutput[]>();
  for (const output of shown) {
    const key = withoutParticulars(output.text);
    groups.set(key, [...(groups.get(key) ?? []), output]);
  }
  return Promise.all([...groups.values()].map((group) => busy(async () => ({ group, wanted: new Set(group.map(({ cause }) => cause)), explained: await explainText(group[0]?.text ?? "") }))));
});
texts.catch(() => undefined);
afterAll(closeSandboxes);

const patience = 600_000;

describe("explain names the fault from what a sample printed, or gives every cause that prints the same", () => {
  it.each([...new Map(runs.map(([id, sample]) => [`${id}/${sample}`, id]))])("%s", async (name, id) => {
    const mine = (await texts).filter(({ group }) => group.some(({ from }) => from.startsWith(`${name} in `)));
    const wrong = mine.flatMap(({ group, wanted, explained }) => judgeExplanation(explained, wanted).map((sentence) => `${group.map(({ from }) => from).join(", ")}: ${sentence}\n${group[0]?.text}`));
    expect(wrong).toEqual([]);
    if (!skipped.has(id)) expect(mine.length).toBeGreaterThan(2);
  }, patience);

  it("most texts are of one cause, and their cause is told without a doubt", async () => {
    const single = (await texts).filter(({ wanted }) => wanted.size === 1);
    expect(single.length).toBeGreaterThan((await texts).length * 0.7);
    expect(single.filter(({ explained }) => explained.undecided === undefined).length).toBeGreaterThan(single.length * 0.7);
  }, patience);
});

describe("explain is not confused by the sample's last line", () => {
  const hint = /^To find the cause, run: npx entra-doctor check$/m;

  it("says the same without it where the text names a service's words", async () => {
    const coded = (await texts).filter(({ group }) => /AADSTS\d+|PermissionDenied|DeploymentNotFound/.test(group[0]?.text ?? "")).slice(0, 12);
    const ids = ({ causes, undecided }: Explained): unknown => [causes[0]?.id, undecided?.between];
    for (const { group, explained } of coded) expect(ids(await explainText((group[0]?.text ?? "").replace(hint, "")))).toEqual(ids(explained));
    expect(coded.length).toBeGreaterThan(8);
  }, patience);

  it("never takes it for evidence", async () => {
    const lines = (await texts).flatMap(({ explained }) => explained.causes.slice(0, 1).flatMap(({ evidence }) => evidence.map(({ text }) => text)));
    expect(lines.filter((line) => hint.test(line))).toEqual([]);
    expect(lines.length).toBeGreaterThan(50);
  }, patience);

  it.each([...skipped])("%s", (_, reason) => {
    expect(reason).not.toBe("");
  });
});

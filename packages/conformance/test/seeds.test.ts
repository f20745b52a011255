import { copilotRuntime, type Language, languages, openSandbox, places, runSample, type SampleName } from "@copilot-entra/clauses";
import { ids, type Sandbox } from "@copilot-entra/sandbox";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { addAdministrator, azureShell } from "../src/azure-shell.ts";
import { runDoctorIn } from "../src/doctor-run.ts";
import { fillIn, readGuide } from "../src/guide.ts";

/** The questions that most people come with, each followed in our own docs from start to end. */
const patience = 240_000;
const shell = azureShell();
const guides = { keys: readGuide("from-keys"), roles: readGuide("roles"), hosted: readGuide("azure-hosted"), plane: readGuide("control-plane") };
const absent = Object.entries(guides).flatMap(([name, guide]) => (guide === undefined ? [name] : []));
const missing = absent.length > 0 ? `docs/guides lacks the pages about ${absent.join(", ")}` : shell.missing;
const why = missing === undefined ? "" : ` (skipped: ${missing})`;

const account = { SUBSCRIPTION_ID: ids.subscription, RESOURCE_GROUP: "rg-contoso", ACCOUNT_NAME: "contoso" };
const answer = /^Hello from contoso, request \d+, \d+ user texts\.$/m;

/** Why a language's sample cannot run here, as a sentence; undefined when it can. */
async function unable(language: Language, sample: SampleName): Promise<string | undefined> {
  if (language.sources[sample] === undefined) return `${language.title} has no ${sample} sample`;
  const toolchain = await language.toolchain(places);
  return toolchain.present ? language.lacking?.(sample, places) : toolchain.install;
}

/** Runs a sample in an open sandbox. Nothing secret may show, and nobody outside may be asked. */
async function run(language: Language, sample: SampleName, sandbox: Sandbox): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const { exitCode, stdout, stderr, leaks } = await runSample({
    program: language.program(sample, places),
    env: { ...sandbox.childEnv(process.env), COPILOT_CLI_PATH: copilotRuntime() },
    stdin: [],
    canaries: () => sandbox.canaries,
    limit: 120,
  });
  expect(leaks).toEqual([]);
  const noise = language.environmentNoise;
  return { code: exitCode, stdout, stderr: stderr.split("\n").filter((line) => noise?.test(line) !== true).join("\n") };
}

/** Hosts outside that were asked for, besides those that the Azure CLI looks for its own updates at. */
const foreign = (sandbox: Sandbox): string[] => sandbox.foreign.map(({ host }) => host).filter((host) => !host.startsWith("azcliprod."));
const cause = async (sandbox: Sandbox): Promise<string | undefined> => {
  const { report } = await runDoctorIn(sandbox, ["check", "--format", "json"]);
  return report?.rootCause?.cause ?? report?.outcome;
};
const askWithKey = async ({ world, urls }: Sandbox): Promise<number> =>
  (await fetch(`${urls.plain}/contoso.openai.azure.com/openai/v1/models`, { headers: { "api-key": world.accounts[0]?.keys[0] ?? "" } })).status;
/** The line of a guide that begins so. */
const lineOf = (guide: keyof typeof guides, start: string): string => guides[guide]?.az.find((line) => line.startsWith(start)) ?? `the guide has no line that begins with ${start}`;

describe.skipIf(missing !== undefined)(`from keys to Microsoft Entra ID, as the guide says${why}`, () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await openSandbox({
      fault: "rbac-no-data-role",
      mutate: (world) => {
        addAdministrator(world);
        for (const { name, keys } of world.accounts) if (name === "contoso") world.environment["AZURE_OPENAI_API_KEY"] = keys[0];
        for (const one of world.accounts) one.disableLocalAuth = false;
      },
    });
  });
  afterAll(() => sandbox.close());

  it("begins where keys work and the identity has no role, and the check says so", async () => {
    expect(guides.keys?.az).toContain("npx entra-doctor check");
    expect([await askWithKey(sandbox), await cause(sandbox)]).toEqual([200, "rbac-no-data-role"]);
  }, patience);

  it("gives the role by the Azure CLI line of the page about roles, and the check is content", async () => {
    const { stdout } = await runDoctorIn(sandbox, ["token", "--acquire", "--format", "json", "--unredacted"]);
    const principal = /"objectId":\s*"([0-9a-f-]{36})"/.exec(stdout)?.[1] ?? "";
    expect(principal).toBe(ids.systemIdentityPrincipal);
    const line = fillIn(lineOf("roles", "az role assignment create"), { ...account, PRINCIPAL_OBJECT_ID: principal });
    const { code, stderr } = await shell.paste(sandbox.childEnv(process.env), [`${line} --output none`]);
    expect({ code, stderr, after: await cause(sandbox) }).toEqual({ code: 0, stderr: "", after: "healthy" });
  }, patience);

  for (const language of languages) {
    it(`runs the keyless program in ${language.title}, while the key still lies about`, async ({ skip }) => {
      const reason = await unable(language, "openai-client");
      if (reason !== undefined) skip(reason);
      const { code, stdout, stderr } = await run(language, "openai-client", sandbox);
      expect({ code, stderr, answers: answer.test(stdout), foreign: foreign(sandbox) }).toEqual({ code: 0, stderr: "", answers: true, foreign: [] });
    }, patience);
  }

  it("switches keys off: who sends one is refused, and the program goes on", async ({ skip }) => {
    const line = fillIn(lineOf("keys", "az resource update"), account);
    const { code, stderr } = await shell.paste(sandbox.childEnv(process.env), [`${line} --output none`]);
    delete sandbox.world.environment["AZURE_OPENAI_API_KEY"];
    expect({ code, stderr, withKey: await askWithKey(sandbox), after: await cause(sandbox) }).toEqual({ code: 0, stderr: "", withKey: 403, after: "healthy" });
    for (const first of languages.slice(0, 1)) {
      const reason = await unable(first, "openai-client");
      if (reason !== undefined) skip(reason);
      expect((await run(first, "openai-client", sandbox)).stdout).toMatch(answer);
    }
  }, patience);
});

describe.skipIf(guides.roles === undefined)("a role in four forms", () => {
  const role = ids.openAiUserRole;

  it("the forms name the same role, principal and account", () => {
    const { az, powershell, bicep, portal } = guides.roles ?? { az: [], powershell: [], bicep: [], portal: [] };
    for (const form of [az.filter((line) => line.startsWith("az role")), powershell.filter((line) => line.startsWith("New-Az")), bicep]) {
      expect(form.length).toBeGreaterThan(0);
      expect(form.join("\n")).toContain(role);
      expect(form.join("\n")).toContain("PRINCIPAL_OBJECT_ID");
      expect(form.join("\n")).toContain("ACCOUNT_NAME");
    }
    expect(portal.join("\n")).toContain("Cognitive Services OpenAI User");
  });

  // The Azure CLI's form is run above, in the guide from keys.
  it.skip("PowerShell runs its form: its Az module is not among what this repository installs", () => undefined);
  it.skip("Bicep runs its form: deployments are absent from the sandbox, see its fidelity.md", () => undefined);
});

describe.skipIf(missing !== undefined)(`a virtual machine with a managed identity, as the guide says${why}`, () => {
  let sandbox: Sandbox | undefined;
  afterEach(() => sandbox?.close());

  it("from a machine without an identity to the first answer", async ({ skip }) => {
    sandbox = await openSandbox({
      credential: "imds",
      mutate: (world) => {
        addAdministrator(world);
        for (const identity of world.identities) identity.assigned = false;
        world.roleAssignments = world.roleAssignments.filter(({ principalId }) => principalId !== ids.userIdentityPrincipal);
      },
    });
    expect(await cause(sandbox)).toBe("identity-not-assigned");
    const machine = { RESOURCE_GROUP: "rg-contoso", VM_NAME: "contoso-vm", IDENTITY_RESOURCE_ID: ids.userIdentity };
    const attach = fillIn(lineOf("hosted", "az vm identity assign"), machine);
    const role = fillIn(lineOf("roles", "az role assignment create"), { ...account, PRINCIPAL_OBJECT_ID: `$(az identity show --ids "${ids.userIdentity}" --query principalId --output tsv)` });
    const { code, stdout, stderr } = await shell.paste(sandbox.childEnv(process.env), [`${attach} --output none`, `${role} --output none`, `az identity show --ids "${ids.userIdentity}" --query clientId --output tsv`]);
    expect({ code, stderr, client: stdout.trim() }).toEqual({ code: 0, stderr: "", client: ids.userIdentityClient });
    // Step 3 of the guide; AZURE_TOKEN_CREDENTIALS is set by the credential kind already.
    sandbox.world.environment["AZURE_CLIENT_ID"] = stdout.trim();
    expect(await cause(sandbox)).toBe("healthy");
    for (const first of languages.slice(0, 1)) {
      const reason = await unable(first, "basic");
      if (reason !== undefined) skip(reason);
      const { code: end, stdout: said } = await run(first, "basic", sandbox);
      expect({ end, answers: answer.test(said), foreign: foreign(sandbox) }).toEqual({ end: 0, answers: true, foreign: [] });
    }
  }, patience);
});

describe.skipIf(guides.plane === undefined)("the control plane, as the guide says", () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await openSandbox({ mutate: addAdministrator });
  });
  afterAll(() => sandbox.close());

  const models = (stdout: string): string[] => [...new Set([...stdout.matchAll(/\b((?:gpt|o\d|text-embedding|Mistral|DeepSeek)[\w.-]*)/g)].map(([, name = ""]) => name))];

  for (const language of languages) {
    it(`${language.title} lists every model, account and deployment, and asks nobody but Resource Manager`, async ({ skip }) => {
      const reason = await unable(language, "list-models");
      if (reason !== undefined) skip(reason);
      const before = sandbox.requests.length;
      const { code, stdout, stderr } = await run(language, "list-models", sandbox);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(models(stdout)).toEqual(expect.arrayContaining(["gpt-5.5", "o4-mini", "text-embedding-ada-002", "DeepSeek-V3.2"]));
      expect(stdout).toMatch(/contoso/);
      const parts = new Set(sandbox.requests.slice(before).map(({ part }) => part));
      expect([[...parts].toSorted(), foreign(sandbox)]).toEqual([["arm", "managed-identity"], []]);
    }, patience);
  }

  it.skipIf(shell.missing !== undefined)(`the real Azure CLI lists the same${shell.missing === undefined ? "" : ` (skipped: ${shell.missing})`}`, async () => {
    const list = (what: string, query: string): string => `az cognitiveservices ${what} --query "${query}" --output tsv`;
    const { code, stdout } = await shell.paste(sandbox.childEnv(process.env), [list("model list --location swedencentral", "[].model.name"), list("account list", "[].name"), list("account deployment list --resource-group rg-contoso --name contoso", "[].name")]);
    expect(code).toBe(0);
    expect(stdout.trim().split("\n")).toEqual(expect.arrayContaining(["gpt-5.5", "DeepSeek-V3.2", "contoso", "text-embedding-3-small"]));
  }, patience);
});

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSandbox } from "@copilot-entra/clauses";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { faults } from "@copilot-entra/sandbox";
import { runDoctorIn, startInTurn } from "../src/doctor-run.ts";

/** What is asked of the doctor in each world, in the most talkative way; `FACTS` stands for a file of the run. */
const commands: readonly (readonly string[])[] = [
  ["check", "--verbose", "--unredacted", "--debug", "--save", "FACTS", "--timeout", "5s"],
  ["check", "--from", "FACTS", "--verbose", "--unredacted", "--format", "markdown"],
  ["check", "--from", "FACTS", "--verbose", "--unredacted", "--format", "junit"],
  ["check", "--from", "FACTS", "--verbose", "--unredacted", "--format", "json"],
  ["token", "--acquire", "--unredacted", "--debug"],
  ["roles", "--unredacted", "--debug", "--timeout", "5s"],
];

/** The places where a secret of the world showed up after all commands ran in it. */
async function leaksOf(fault: string, folder: string): Promise<string[]> {
  const sandbox = await openSandbox({ fault });
  const facts = join(folder, `${fault}.json`);
  try {
    const leaks: string[] = [];
    for (const command of commands) {
      const run = await runDoctorIn(sandbox, command.map((word) => (word === "FACTS" ? facts : word)));
      leaks.push(...run.leaked.map(() => command.join(" ")));
      // What a person pastes next: the doctor's own words, read by explain.
      if (command === commands[0]) {
        const explained = await runDoctorIn(sandbox, ["explain", "--unredacted"], `${run.stdout}${run.stderr}`);
        leaks.push(...explained.leaked.map(() => "explain"));
        const saved = readFileSync(facts, "utf8");
        leaks.push(...sandbox.canaries.filter((secret) => saved.includes(secret)).map(() => "the facts file"));
      }
    }
    return leaks;
  } finally {
    await sandbox.close();
  }
}

describe("no token, key or secret shows, whatever fails and however it is printed", () => {
  let folder: string;
  let runs: ReadonlyMap<string, Promise<string[]>>;
  const worlds = faults.filter((fault) => fault.seenBy === undefined && !(fault.wire === true && fault.id.includes("hang")));

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "secrets-test-"));
    runs = startInTurn(new Map(worlds.map(({ id }) => [id, () => leaksOf(id, folder)] as const)), 2);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(worlds.map(({ id }) => id))("%s", { timeout: 900_000 }, async (id) => {
    expect(await runs.get(id)).toEqual([]);
  });

  it("would show, if the doctor printed one", async () => {
    const sandbox = await openSandbox({ credential: "client-secret" });
    const secret = sandbox.env.AZURE_CLIENT_SECRET ?? "";
    expect(sandbox.canaries).toContain(secret);
    await sandbox.close();
  });
});

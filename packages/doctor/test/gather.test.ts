import { describe, expect, it } from "vitest";
import { known, type FactName } from "../src/facts.ts";
import { gather, type GatherOptions, selectProbes } from "../src/gather.ts";
import type { Probe, ProbeTools } from "../src/probe.ts";

const tools = {} as ProbeTools;
const options = (changes: Partial<GatherOptions> = {}): GatherOptions => ({ wanted: ["account", "roleAssignments", "models"], offline: false, probeTimeoutMs: 1000, signal: new AbortController().signal, ...changes });
const value = {} as never;

function probe(id: string, gives: FactName, needs: FactName[] = [], changes: Partial<Probe> = {}): Probe {
  return { id, gives: [gives], needs, after: [], online: true, run: () => Promise.resolve({ [gives]: known(value) }), ...changes };
}

describe("gathering facts", () => {
  it("starts everything that can go at once at once, in the order of needs", async () => {
    const events: string[] = [];
    const gates = new Map<string, () => void>();
    const slow = (id: string, gives: FactName, needs: FactName[] = []): Probe =>
      probe(id, gives, needs, {
        run: async () => {
          events.push(`start ${id}`);
          await new Promise<void>((open) => gates.set(id, open));
          events.push(`end ${id}`);
          return { [gives]: known(value) };
        },
      });
    const done = gather([slow("roles", "roleAssignments", ["account"]), slow("token", "token"), slow("account", "account"), slow("models", "models", ["token"])], tools, options());
    expect(events).toEqual(["start token", "start account"]);
    gates.get("account")?.();
    await expect.poll(() => events).toContain("start roles");
    expect(events).not.toContain("start models");
    gates.get("token")?.();
    await expect.poll(() => events).toContain("start models");
    gates.get("roles")?.();
    gates.get("models")?.();
    expect((await done).models.known).toBe(true);
  });

  it("runs only probes whose facts are wanted, and what they need", () => {
    const all = [probe("token", "token"), probe("models", "models", ["token"]), probe("tls", "tls"), probe("clock", "clock", [], { after: ["http"] })];
    expect(selectProbes(all, ["models"]).map(({ id }) => id)).toEqual(["token", "models"]);
  });

  it("a fact whose need is unknown is unknown because of it, and its probe does not run", async () => {
    let ran = false;
    const facts = await gather(
      [
        probe("account", "account", [], { run: () => Promise.resolve({ account: { known: false, because: "forbidden" } }) }),
        probe("roles", "roleAssignments", ["account"], { run: () => Promise.resolve({}).finally(() => (ran = true)) }),
      ],
      tools,
      options(),
    );
    expect(facts.roleAssignments).toEqual({ known: false, because: "account" });
    expect(ran).toBe(false);
  });

  it("waits for an `after` fact either way", async () => {
    const facts = await gather(
      [probe("account", "account", [], { run: () => Promise.reject(new Error("broken")) }), probe("models", "models", [], { after: ["account"] })],
      tools,
      options(),
    );
    expect(facts.account).toMatchObject({ known: false, because: "failed", detail: "account: broken" });
    expect(facts.models.known).toBe(true);
  });

  it("a probe that does not listen to its deadline is left behind", async () => {
    const facts = await gather([probe("account", "account", [], { run: () => new Promise(() => {}) })], tools, options({ probeTimeoutMs: 20 }));
    expect(facts.account).toMatchObject({ known: false, because: "timed-out" });
  });

  it("Ctrl-C ends all waiting at once", async () => {
    const stop = new AbortController();
    const done = gather([probe("account", "account", [], { run: () => new Promise(() => {}) })], tools, options({ signal: stop.signal }));
    stop.abort();
    expect((await done).account).toMatchObject({ known: false, because: "interrupted" });
  });

  it("offline nobody is asked, and what needs nobody still runs", async () => {
    const facts = await gather([probe("account", "account"), probe("models", "models", [], { online: false })], tools, options({ offline: true }));
    expect(facts.account).toMatchObject({ known: false, because: "offline" });
    expect(facts.models.known).toBe(true);
  });

  it("facts that are known from an earlier round are not asked again", async () => {
    const facts = await gather([probe("account", "account", [], { run: () => Promise.reject(new Error("asked again")) })], tools, options({ start: { account: known(value) } }));
    expect(facts.account.known).toBe(true);
  });

  it("what most others wait for is on its way before anything else starts", async () => {
    const events: string[] = [];
    const noted = (id: string, gives: FactName, changes: Partial<Probe> = {}): Probe =>
      probe(id, gives, [], { ...changes, run: () => (events.push(id), Promise.resolve({ [gives]: known(value) })) });
    const all = [noted("token", "token", { urgent: true }), noted("armToken", "armToken", { urgent: true }), noted("account", "account"), noted("tls", "tls")];
    await gather(all, tools, options({ wanted: ["token", "armToken", "account", "tls"], turn: () => (events.push("turn"), Promise.resolve()) }));
    expect(events).toEqual(["token", "armToken", "turn", "account", "tls"]);
  });

  it("a probe that gives nothing itself runs when what it serves is wanted, and not otherwise", async () => {
    const ahead: Probe = { ...probe("ahead", "token"), gives: [], serves: ["roleDefinitions"] };
    const definitions = probe("definitions", "roleDefinitions");
    expect(selectProbes([ahead, definitions], ["roleDefinitions"])).toEqual([ahead, definitions]);
    expect(selectProbes([ahead, probe("models", "models")], ["models"]).map(({ id }) => id)).toEqual(["models"]);
    let ran = 0;
    await gather([{ ...ahead, run: () => ((ran += 1), Promise.resolve({})) }, definitions], tools, options({ wanted: ["roleDefinitions"] }));
    expect(ran).toBe(1);
  });
});

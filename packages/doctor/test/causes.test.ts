import { describe, expect, it } from "vitest";
import { causeIds, type CauseId } from "../src/causes/cause-ids.ts";
import type { FixEvidence, Signature, Step } from "../src/causes/cause.ts";
import { evidenceFields } from "../src/causes/cause.ts";
import { aadsts } from "../src/causes/aadsts.ts";
import { causes } from "../src/causes/index.ts";
import { features } from "../src/explain/features.ts";
import { isPhrase, matchText } from "../src/explain/match.ts";
import { squeezePhrase } from "../src/explain/squeeze.ts";
import { explain } from "../src/explain.ts";

const full: FixEvidence = Object.fromEntries(evidenceFields.map((field) => [field, `value-of-${field}`]));
const commandsOf = (steps: readonly Step[]) => steps.flatMap((step) => [...(step.az ?? []), ...(step.bash ?? []), ...(step.powershell ?? [])]);
// A text that holds all that a signature asks for, and nothing else.
const textOf = ({ all, any }: Signature) => [...all, ...(any ?? []).filter(isPlain).slice(0, 1)].join("\n");
const isPlain = (phrase: string) => !phrase.startsWith("@");

describe.each(causeIds)("%s", (id) => {
  const cause = causes[id];

  it("has a title, a reason, and pages of the vendor", () => {
    expect(cause.id).toBe(id);
    expect(cause.title).toMatch(/^[A-Z].{8,99}[^.!]$/);
    const sentences = cause.why.split(/(?<=\.)\s+(?=[A-Z'])/);
    expect(sentences.length).toBeGreaterThanOrEqual(2);
    expect(sentences.length).toBeLessThanOrEqual(4);
    for (const link of cause.docs) expect(link).toMatch(/^https:\/\/(learn\.microsoft\.com|aka\.ms|docs\.github\.com|github\.com\/Azure|nodejs\.org|azure\.github\.io)\//);
    expect(cause.docs.length).toBeGreaterThan(0);
  });

  it("tells itself from neighbours that exist", () => {
    for (const neighbour of cause.neighbours) {
      expect(causeIds).toContain(neighbour.id);
      expect(neighbour.id).not.toBe(id);
    }
    if (id !== "inconclusive") expect(cause.neighbours.length).toBeGreaterThan(0);
  });

  it("has a fix with and without evidence", () => {
    for (const evidence of [{}, full]) {
      const steps = cause.fix(evidence);
      expect(steps.length).toBeGreaterThan(0);
      for (const step of steps) expect(step.title.length).toBeGreaterThan(10);
      for (const command of commandsOf(steps)) expect(command).not.toMatch(/undefined|<[a-z]|\bnull\b/);
    }
  });

  it("never advises keys where tokens work", () => {
    expect(JSON.stringify(cause.fix({}))).not.toMatch(/re-?enable (?:the )?keys?|disableLocalAuth[^a-z]{1,6}false|verify=False|NODE_TLS_REJECT_UNAUTHORIZED/i);
  });

  it("is not led astray by what a log puts into its evidence", () => {
    const hostile = Object.fromEntries(evidenceFields.map((field) => [field, `x"; $(rm -rf ~) \`id\` & calc | '`]));
    expect(commandsOf(cause.fix(hostile)).join("\n")).not.toContain("rm -rf");
  });

  it("is reached by each of its signatures", () => {
    for (const signature of cause.signatures) {
      // What asks for a kind of host or place is tried by the texts of explain-texts.
      if (!signature.all.every(isPlain) || signature.any?.some(isPlain) === false) continue;
      const found = matchText(textOf(signature)).some((match) => match.cause === id && match.score >= signature.score);
      expect(found, `${id}: ${signature.all.join(" + ")}`).toBe(true);
    }
  });

  it("has no signature that another of its own makes needless", () => {
    const plain = cause.signatures.filter(({ all, any }) => all.length === 1 && any === undefined && isPhrase(all[0] ?? ""));
    for (const one of plain) {
      const shadow = plain.find((other) => other !== one && other.score >= one.score && (other.none ?? []).every((phrase) => one.none?.includes(phrase)) && squeezePhrase(one.all[0] ?? "").includes(squeezePhrase(other.all[0] ?? "")) && /\s/.test(other.all[0] ?? "") === /\s/.test(one.all[0] ?? ""));
      expect(shadow, `${id}: "${one.all[0]}" is shadowed by "${shadow?.all[0]}"`).toBeUndefined();
    }
  });
});

describe("features and codes", () => {
  const used = new Set(causeIds.flatMap((id) => causes[id].signatures.flatMap(({ all, any, none }) => [...all, ...(any ?? []), ...(none ?? [])])).filter((phrase) => !isPlain(phrase)));

  it("defines every feature that a signature names, and names every feature that is defined", () => {
    expect([...used].sort()).toEqual(features.map(({ name }) => name).sort());
  });

  it("knows over two hundred numbers of Entra, each to a cause that exists", () => {
    expect(aadsts.size).toBeGreaterThan(170);
    for (const [code, { cause, says }] of aadsts) {
      expect(causeIds, String(code)).toContain(cause);
      expect(says.length, String(code)).toBeGreaterThan(8);
    }
  });

  it("captures a number whole", () => {
    const cause = (text: string): CauseId | undefined => explain(text).causes[0]?.id;
    expect(cause("AADSTS70001: x")).toBe("app-not-in-tenant");
    expect(cause("AADSTS700016: x")).toBe("app-not-in-tenant");
    expect(cause("AADSTS7000222: x")).toBe("secret-expired");
    expect(cause("AADSTS50013: x")).toBe("federated-assertion-wrong");
    expect(cause("AADSTS500133: x")).toBe("token-expired");
    expect(cause("AADSTS53000: x")).toBe("conditional-access");
    expect(cause("AADSTS700[21](https://example.com/x)3: wrapped by a log viewer")).toBe("federated-subject-mismatch");
    expect(cause("AADSTS99999999: a number nobody knows")).toBe("inconclusive");
  });
});

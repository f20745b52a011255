import { describe, expect, it } from "vitest";
import { type Check, failed, passed, undecided, warned } from "../src/check.ts";
import type { CheckGroup } from "../src/checks/index.ts";
import { checkGroups } from "../src/checks/index.ts";
import { diagnose } from "../src/diagnose.ts";
import { type FactName, type Facts, factNames, factsFrom, unknown } from "../src/facts.ts";
import { exitCodeOf } from "../src/report/exit-code.ts";

const check = (id: string, needs: FactName[], judge: Check["judge"] = () => passed(), changes: Partial<Check> = {}): Check => ({ id, title: id, needs, judge, ...changes });
const groups = (...checks: Check[]): CheckGroup[] => [{ id: "token", title: "Token", checks }];
const value = {} as never;
const all: Facts = factsFrom(Object.fromEntries(factNames.map((name) => [name, value])));
const bad = (cause: "secret-expired" | "token-expired" | "dns-name-not-found" = "secret-expired") => () => failed(cause, {});

describe("root cause and consequences", () => {
  it("the first failed check is the root cause; what it flows into follows from it", () => {
    const report = diagnose(all, { groups: groups(check("sign-in", ["acquisition"], bad()), check("lifetime", ["token"], bad("token-expired")), check("models", ["models"], bad("token-expired"))) });
    expect(report.rootCause).toEqual({ check: "sign-in", cause: "secret-expired", evidence: {} });
    expect(report.results.map(({ consequenceOf }) => consequenceOf)).toEqual([undefined, "sign-in", "sign-in"]);
    expect(report.outcome).toBe("failed");
  });

  it("a failure of something else is independent", () => {
    const report = diagnose(all, { groups: groups(check("deployment", ["deployments"], bad()), check("name", ["dns"], bad("dns-name-not-found"))) });
    expect(report.results.map(({ consequenceOf }) => consequenceOf)).toEqual([undefined, undefined]);
  });

  it("a skipped check follows from the failure that its unknown need is blamed on", () => {
    const facts = { ...all, token: unknown("acquisition"), models: unknown("token") };
    const report = diagnose(facts, { groups: groups(check("sign-in", ["acquisition"], bad()), check("models", ["models"])) });
    expect(report.results[1]).toMatchObject({ status: "skipped", because: "token", needs: "models", consequenceOf: "sign-in" });
  });

  it("a skipped check whose need is unknown for a reason of its own stands alone", () => {
    const report = diagnose({ ...all, groups: unknown("forbidden", "not allowed") }, { groups: groups(check("name", ["dns"], bad()), check("groups", ["groups"])) });
    expect(report.results[1]).toMatchObject({ status: "skipped", because: "forbidden", detail: "not allowed" });
    expect(report.results[1]?.consequenceOf).toBeUndefined();
  });

  it("a check that crashes is its own status and takes nothing with it", () => {
    const report = diagnose(all, { groups: groups(check("a", ["dns"], () => { throw new TypeError("x"); }), check("b", ["dns"])) });
    expect(report.results.map(({ status }) => status)).toEqual(["crashed", "passed"]);
    expect(report.outcome).toBe("crashed");
  });

  it("a question that does not arise is skipped with the reason", () => {
    const report = diagnose(all, { groups: groups(check("proxy", ["proxy"], bad(), { beside: () => "no proxy is named" })) });
    expect(report.results[0]).toMatchObject({ status: "skipped", because: "not-applicable", detail: "no proxy is named" });
  });

  it("a warning is no root cause", () => {
    expect(diagnose(all, { groups: groups(check("a", ["dns"], () => warned("secret-expired", {}))) })).toMatchObject({ outcome: "healthy" });
  });

  it("undecided matters unless the service itself answered", () => {
    const open = check("a", ["dns"], () => undecided("more"));
    expect(diagnose(all, { groups: groups(open) }).outcome).toBe("undecided");
    const answered: CheckGroup[] = [...groups(open), { id: "data-plane", title: "", checks: [check("models", ["models"])] }];
    expect(diagnose(all, { groups: answered }).outcome).toBe("healthy");
  });

  it("--only and --skip take ids of checks and of groups", () => {
    const two = groups(check("a", ["dns"], bad()), check("b", ["dns"]));
    expect(diagnose(all, { groups: two, only: ["b"] }).outcome).toBe("healthy");
    expect(diagnose(all, { groups: two, skip: ["token"] }).results.map((result) => result.status === "skipped" && result.because)).toEqual(["option", "option"]);
  });
});

describe("exit codes", () => {
  const report = (judge: Check["judge"]) => diagnose(all, { groups: groups(check("a", ["dns"], judge)) });
  it.each([
    ["healthy", () => passed(), "fail", 0],
    ["a warning", () => warned("secret-expired", {}), "fail", 0],
    ["a warning with --fail-on warn", () => warned("secret-expired", {}), "warn", 1],
    ["a failure", bad(), "fail", 1],
    ["a failure with --fail-on never", bad(), "never", 0],
    ["undecided", () => undecided("x"), "fail", 3],
    ["a crash", () => { throw new Error("x"); }, "fail", 4],
  ] as const)("%s", (_title, judge, failOn, code) => {
    expect(exitCodeOf(report(judge), failOn)).toBe(code);
  });
});

describe("the list of checks", () => {
  const checks = checkGroups.flatMap((group) => group.checks);
  it("has ids that are unique and in kebab case, and titles that are healthy sentences", () => {
    const ids = [...checks.map(({ id }) => id), ...checkGroups.map(({ id }) => `group ${id}`)];
    expect(new Set(ids).size).toBe(ids.length);
    expect(checks.filter(({ id, title }) => !/^[a-z]+(-[a-z]+)*$/.test(id) || /[.!]$/.test(title) || title === "")).toEqual([]);
  });
});

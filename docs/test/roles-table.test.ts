import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { builtInRoles } from "entra-doctor";

const docs = fileURLToPath(new URL("..", import.meta.url));
const account = "Microsoft.CognitiveServices/accounts";

const matches = (patterns: readonly string[], operation: string): boolean =>
  patterns.some((pattern) => new RegExp(`^${pattern.replace(/[.]/g, "\\.").replaceAll("*", ".*")}$`, "i").test(operation));

/** Whether a built-in role allows an operation, said as simply as a table can say it: no conditions, no scopes. */
function allows(name: string, operation: string, data: boolean): boolean {
  const role = builtInRoles.find((one) => one.name === name);
  if (!role) throw new Error(`There is no built-in role "${name}"`);
  return role.permissions.some((block) => matches(data ? block.dataActions : block.actions, operation) && !matches(data ? block.notDataActions : block.notActions, operation));
}

describe.each(["guides/roles.md", "zh/guides/roles.md"])("the roles on %s are as Azure's role definitions say", (page) => {
  const rows = readFileSync(join(docs, page), "utf8").split("\n").filter((line) => line.startsWith("| ")).map((line) => line.split("|").map((cell) => cell.trim()).slice(1, -1));
  const yes = (cell: string | undefined): boolean => /^\**(?:yes|是)/.test(cell ?? "");

  it.each(rows.filter((row) => row.length === 4 && /^\**(?:yes|no|是|否)/.test(row[1] ?? "")))("%s", (name, responses, manage, read) => {
    expect({
      responses: allows(name ?? "", `${account}/OpenAI/responses/write`, true),
      manage: allows(name ?? "", `${account}/write`, false),
      read: allows(name ?? "", "Microsoft.Authorization/roleAssignments/read", false),
    }).toEqual({ responses: yes(responses), manage: yes(manage), read: yes(read) });
  });

  it.each(rows.filter((row) => /^`[0-9a-f-]{36}`$/.test(row[1] ?? "")))("%s has the id %s", (name, id) => {
    expect(builtInRoles.find((role) => role.guid === id?.replaceAll("`", ""))?.name).toBe(name?.replace(/\s*[(（].*$/, ""));
  });
});

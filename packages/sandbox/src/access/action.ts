import type { Permission } from "../world.ts";

/** Control-plane actions (Resource Manager) and data actions (the service itself) never match each other. */
export type ActionKind = "control" | "data";

/** Whether an operation pattern covers an action: `*` stands for any run of characters, slashes included; case does not count. */
export function matchesAction(pattern: string, action: string): boolean {
  const [head = "", ...rest] = pattern.toLowerCase().split("*");
  const text = action.toLowerCase();
  if (rest.length === 0) return text === head;
  if (!text.startsWith(head)) return false;
  const tail = rest.pop() ?? "";
  let from = head.length;
  for (const part of rest) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return text.length - tail.length >= from && text.endsWith(tail);
}

/** Whether one permission block holds the action: its rules of that kind, less its own exclusions. */
export function holdsAction(permission: Permission, action: string, kind: ActionKind): boolean {
  const [rules, exclusions] =
    kind === "control" ? [permission.actions, permission.notActions] : [permission.dataActions, permission.notDataActions];
  return rules.some((rule) => matchesAction(rule, action)) && !exclusions.some((rule) => matchesAction(rule, action));
}

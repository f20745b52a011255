import { reactive } from "vue";

const key = "copilot-entra-tabs";

/** Which label is chosen in each group of tabs, over the whole site. */
export const chosen = reactive<Record<string, string>>({});

/** Chooses a label and remembers it in this browser, where it lets us. */
export function choose(group: string, label: string): void {
  chosen[group] = label;
  try {
    localStorage.setItem(key, JSON.stringify(chosen));
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

/** Takes over what was chosen on an earlier visit. */
export function recall(): void {
  try {
    for (const [group, label] of Object.entries(JSON.parse(localStorage.getItem(key) ?? "{}") as Record<string, unknown>)) {
      if (typeof label === "string") chosen[group] ??= label;
    }
  } catch {
    // Nothing readable was stored.
  }
}

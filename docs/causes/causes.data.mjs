import { readFileSync } from "node:fs";

// oxlint-disable-next-line import/no-default-export -- what VitePress asks of a data loader
export default {
  watch: ["../generated/causes.json"],
  load() {
    const families = new Map();
    for (const { id, title, family, codes, phrases } of JSON.parse(readFileSync(new URL("../generated/causes.json", import.meta.url), "utf8"))) {
      const label = family.replaceAll("-", " ");
      const entry = families.get(family) ?? { name: family, label: label[0].toUpperCase() + label.slice(1), causes: [] };
      entry.causes.push({ id, title, codes, words: [id, title, ...codes, ...phrases].join("\n").toLowerCase() });
      families.set(family, entry);
    }
    return [...families.values()];
  },
};

import { builtProgram, builtToolchain } from "./built-toolchain.ts";
import type { Language, SampleName } from "./language.ts";

const sources = {
  basic: "samples/go/basic/main.go",
  "token-refresh": "samples/go/token-refresh/main.go",
  "token-provider": "samples/go/token-provider/main.go",
  "openai-client": "samples/go/openai-client/main.go",
  "list-models": "samples/go/list-models/main.go",
} as const satisfies Partial<Record<SampleName, string>>;

/** Go: each sample a module of its own, compiled by samples/go's build. */
export const go: Language = {
  id: "go",
  title: "Go",
  sources,
  toolchain: ({ read }) => builtToolchain(read, "go", "Go"),
  program: builtProgram("go"),
};

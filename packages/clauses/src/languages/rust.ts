import { builtProgram, builtToolchain } from "./built-toolchain.ts";
import type { Language, SampleName } from "./language.ts";

const sources = {
  basic: "samples/rust/basic/src/main.rs",
  "token-refresh": "samples/rust/token-refresh/src/main.rs",
  "token-provider": "samples/rust/token-provider/src/main.rs",
  "openai-client": "samples/rust/openai-client/src/main.rs",
  "list-models": "samples/rust/list-models/src/main.rs",
} as const satisfies Partial<Record<SampleName, string>>;

/** Rust: each sample a crate of its own in one workspace, compiled by samples/rust's build. */
export const rust: Language = {
  id: "rust",
  title: "Rust",
  sources,
  toolchain: ({ read }) => builtToolchain(read, "rust", "Rust"),
  program: builtProgram("rust"),
};

import { join } from "node:path";
import { copilotSamples } from "../clause.ts";
import { builtToolchain } from "./built-toolchain.ts";
import type { Language, SampleName } from "./language.ts";

const sources = {
  basic: "samples/java/basic/src/main/java/Basic.java",
  "token-refresh": "samples/java/token-refresh/src/main/java/TokenRefresh.java",
  "token-provider": "samples/java/token-provider/src/main/java/TokenProvider.java",
  "openai-client": "samples/java/openai-client/src/main/java/OpenAiClient.java",
  "list-models": "samples/java/list-models/src/main/java/ListModels.java",
} as const satisfies Partial<Record<SampleName, string>>;

/** Java: each sample a Maven project of its own, compiled by samples/java's build. */
export const java: Language = {
  id: "java",
  title: "Java",
  sources,
  toolchain: ({ read }) => builtToolchain(read, "java", "Java"),
  lacking: (sample, { read }) => {
    const { withoutSdk } = JSON.parse(read("samples/java/dist/java.json") ?? "{}") as { withoutSdk?: string };
    return (copilotSamples as readonly string[]).includes(sample) ? withoutSdk : undefined;
  },
  program: (sample, { root }) => ({
    file: "java",
    // A run of a few seconds ends before the optimising compiler has paid for itself.
    args: ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", join("target", `${sample}.jar`)],
    cwd: join(root, "samples", "java", sample),
  }),
  environmentNoise: /^Picked up JAVA_TOOL_OPTIONS: /,
};

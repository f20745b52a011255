// Compiles every Java sample with Maven, or says in one line why not. -Xlint:all -Werror stands in each sample's own pom.
import { join } from "node:path";
import { firstLine, run, samplesOf, writeResult } from "../../../scripts/sample-build.mjs";
import { folder, missing, missingSdk, needsSdk } from "./environment.mjs";

const skipped = missing();
if (skipped) {
  writeResult(folder, "java", { skipped });
} else {
  const without = missingSdk();
  for (const sample of samplesOf(folder, "pom.xml").filter((name) => !without || !needsSdk(name))) {
    run("mvn", ["-q", "-B", "package"], { cwd: join(folder, sample) });
  }
  writeResult(folder, "java", { version: firstLine("javac", ["-version"]), ...(without ? { withoutSdk: without } : {}) });
  if (without) console.log(`skipped: ${without}`);
}

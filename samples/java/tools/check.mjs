// The formatter over every Java sample, or one line that says why not; warnings are errors of the build.
import { readResult, run } from "../../../scripts/sample-build.mjs";
import { folder } from "./environment.mjs";

const { skipped } = readResult(folder, "java");
if (skipped) console.log(`skipped: ${skipped}`);
else run("mvn", ["-q", "-B", "-N", "formatter:validate"], { cwd: folder });

// What compiling the Java samples needs, and whether Maven can get it.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cacheFolder } from "../../../scripts/cache-folder.mjs";
import { firstLine } from "../../../scripts/sample-build.mjs";

/** samples/java. */
export const folder = fileURLToPath(new URL("..", import.meta.url));

const sdk = { group: "com.github", name: "copilot-sdk-java", version: "1.0.11" };

/**
 * The first thing that is not on this machine, as a sentence that says what to install.
 * @returns {string | undefined}
 */
export function missing() {
  const major = Number(/(\d+)/.exec(firstLine("javac", ["-version"]) ?? "")?.[1] ?? 0);
  if (major < 17) return "JDK 17 or newer is not on PATH: install one, then run npm test again";
  if (firstLine("mvn", ["-v"]) === undefined) return "Maven is not on PATH: install Maven 3.8 or newer, then run npm test again";
  return undefined;
}

/**
 * Why the samples with the Copilot SDK can't be compiled, if they can't. A no is remembered for a day, outside the checkout.
 * @returns {string | undefined}
 */
export function missingSdk() {
  const repository = join(homedir(), ".m2", "repository", ...sdk.group.split("."), sdk.name, sdk.version, `${sdk.name}-${sdk.version}.jar`);
  if (existsSync(repository)) return undefined;
  const sentence = `${sdk.group}:${sdk.name}:${sdk.version} does not resolve from the Maven repositories that this machine reaches: with one that has it, the Java samples of the Copilot SDK are compiled and run`;
  const note = join(cacheFolder(), `java-sdk-${sdk.version}-missing`);
  const day = 24 * 3600 * 1000;
  if (existsSync(note) && Date.now() - Number(readFileSync(note, "utf8")) < day) return sentence;
  const artifact = `${sdk.group}:${sdk.name}:${sdk.version}`;
  const { status } = spawnSync("mvn", ["-q", "-B", "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:get", `-Dartifact=${artifact}`, "-Dtransitive=false"], {
    stdio: "ignore",
    timeout: 120_000,
    shell: process.platform === "win32",
  });
  if (status === 0) return undefined;
  mkdirSync(dirname(note), { recursive: true });
  writeFileSync(note, String(Date.now()));
  return sentence;
}

/** Whether a sample needs the Copilot SDK. */
export const needsSdk = (sample) => readFileSync(join(folder, sample, "pom.xml"), "utf8").includes(`<artifactId>${sdk.name}</artifactId>`);

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openSandbox, repository } from "@copilot-entra/clauses";
import type { SandboxOptions } from "@copilot-entra/sandbox";
import { runDoctorIn } from "./doctor-run.ts";
import { steady } from "./steady.ts";
import { terminalPicture } from "./terminal-picture.ts";

/** A real run that README and docs show. */
interface Picture {
  /** File name without ending. */
  name: string;
  world: SandboxOptions;
  args: readonly string[];
  stdin?: string;
  /** What a person types for it; the arguments when not given. */
  command?: string;
  exitCode: number;
}

const pastedLog = [
  "2026-06-01T02:11:09Z ERROR worker: model call failed",
  "azure.core.exceptions.ClientAuthenticationError: Authentication failed: AADSTS7000222: The provided client secret keys",
  "for app 'a9900000-aaaa-4bbb-8ccc-c04705000001' are expired. Visit the Azure portal to create new keys for your app.",
  "",
].join("\n");

/** Every picture, by name. */
export const pictures: readonly Picture[] = [
  { name: "check", world: { fault: "token-wrong-audience" }, args: ["check"], exitCode: 1 },
  { name: "explain", world: {}, args: ["explain"], stdin: pastedLog, command: "entra-doctor explain < app.log", exitCode: 0 },
  { name: "roles", world: {}, args: ["roles"], exitCode: 0 },
];

/** Where the pictures are kept. */
export const pictureFolder = join(repository, "docs", "public", "pictures");

/** Runs the program in a sandbox of its own and draws what it printed. */
export async function draw({ name, world, args, stdin, command = `entra-doctor ${args.join(" ")}`, exitCode }: Picture): Promise<string> {
  const sandbox = await openSandbox({ ...world });
  try {
    const colour: typeof sandbox = { ...sandbox, childEnv: (base) => ({ ...sandbox.childEnv(base), FORCE_COLOR: "1", NO_COLOR: undefined, COLUMNS: "100" }) };
    const { code, stdout, stderr } = await runDoctorIn(colour, args, stdin);
    if (code !== exitCode) throw new Error(`The run for the picture "${name}" ended with ${code}, expected ${exitCode}: ${stderr}`);
    return terminalPicture(command, steady(stdout));
  } finally {
    await sandbox.close();
  }
}

/** Draws all pictures anew into their folder. */
export async function drawAll(): Promise<void> {
  mkdirSync(pictureFolder, { recursive: true });
  for (const picture of pictures) writeFileSync(join(pictureFolder, `${picture.name}.svg`), await draw(picture));
}

// `npm start`: installs and builds what is missing, then plays the main story on the embedded sandbox.
import { setup, SetupError } from "./setup.mjs";
import { progress } from "./progress.mjs";

const usage = "npm start -- [--list] [--fault ID] [--keep]";

try {
  const options = parse(process.argv.slice(2));
  await setup();
  const { turbo } = await import("./turbo.mjs");
  const done = progress("Building");
  const built = await turbo(["run", "build", "--filter=@copilot-entra/sandbox", "--filter=entra-doctor", "--filter=./samples/typescript/basic", "--output-logs=errors-only"], { quiet: true });
  done(built.code === 0);
  if (built.code !== 0) throw new SetupError(`The build failed:\n${built.output.trim()}`);
  const { listFaults, playStory } = await import("./story.mjs");
  if (options.list) await listFaults();
  else await playStory(options);
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
}

function parse(argv) {
  const options = { list: false, keep: false, fault: "rbac-no-data-role" };
  for (let index = 0; index < argv.length; index += 1) {
    const [name, inline] = argv[index].split(/=(.*)/s);
    if (name === "--list") options.list = true;
    else if (name === "--keep") options.keep = true;
    else if (name === "--fault") {
      const id = inline ?? argv[(index += 1)];
      if (!id || id.startsWith("--")) throw usageError("--fault needs the id of a fault, for instance --fault secret-expired; npm start -- --list shows them");
      options.fault = id;
    } else throw usageError(`unknown argument ${argv[index]}; expected ${usage}`);
  }
  return options;
}

function usageError(sentence) {
  return Object.assign(new SetupError(`npm start: ${sentence}.`), { exitCode: 2 });
}

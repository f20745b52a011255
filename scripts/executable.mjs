// Makes the programs of a build executable, as npm does when it installs a package: `npx entra-doctor` works in a checkout too.
import { chmodSync } from "node:fs";

for (const file of process.argv.slice(2)) chmodSync(file, 0o755);

import { join } from "node:path";
import type { Language, SampleName } from "./language.ts";

const sources = {
  basic: "samples/typescript/basic/basic.ts",
  "token-refresh": "samples/typescript/token-refresh/token-refresh.ts",
  "token-provider": "samples/typescript/token-provider/token-provider.ts",
  "with-auth": "samples/typescript/with-auth/with-auth.ts",
  "openai-client": "samples/typescript/openai-client/openai-client.ts",
  classic: "samples/typescript/classic/classic.ts",
  "list-models": "samples/typescript/list-models/list-models.ts",
  credentials: "samples/typescript/credentials/credentials.ts",
} as const satisfies Partial<Record<SampleName, string>>;

/** TypeScript on Node.js: `npm run build`, then `npm start`, which is `node dist/<sample>.js`. */
export const typescript: Language = {
  id: "typescript",
  title: "TypeScript",
  sources,
  toolchain: () => Promise.resolve({ present: true, version: `Node.js ${process.versions.node}` }),
  program: (sample, { root, environment }) => ({
    file: process.execPath,
    args: [join("dist", `${sample}.js`)],
    cwd: join(environment["COPILOT_ENTRA_PROGRAMS"] ?? join(root, "samples", "typescript"), sample),
  }),
};

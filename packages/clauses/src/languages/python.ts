import { join } from "node:path";
import type { Language, SampleName } from "./language.ts";

const sources = {
  basic: "samples/python/basic/basic.py",
  "token-refresh": "samples/python/token-refresh/token_refresh.py",
  "token-provider": "samples/python/token-provider/token_provider.py",
  "openai-client": "samples/python/openai-client/openai_client.py",
  classic: "samples/python/classic/classic.py",
  "list-models": "samples/python/list-models/list_models.py",
  credentials: "samples/python/credentials/credentials.py",
} as const satisfies Partial<Record<SampleName, string>>;

/** Where samples/python's build script says which interpreter it made, and why not when it made none. */
const built = "samples/python/dist/python.json";

/** Python in the virtual environment that the build made from the samples' own requirements. */
export const python: Language = {
  id: "python",
  title: "Python",
  sources,
  toolchain: ({ read }) => {
    const result = JSON.parse(read(built) ?? '{"skipped":"samples/python is not built: npm run build makes its virtual environment"}') as { version?: string; skipped?: string };
    return Promise.resolve(result.skipped === undefined ? { present: true, version: result.version ?? "Python" } : { present: false, install: result.skipped });
  },
  program: (sample, { root, read, environment }) => {
    const { python } = JSON.parse(read(built) ?? "{}") as { python?: string };
    return { file: environment["COPILOT_ENTRA_PROGRAMS"] ?? python ?? "python3", args: [`${sample.replaceAll("-", "_")}.py`], cwd: join(root, "samples", "python", sample) };
  },
};

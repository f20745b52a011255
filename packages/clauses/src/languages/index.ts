import { go } from "./go.ts";
import { java } from "./java.ts";
import type { Language } from "./language.ts";
import { python } from "./python.ts";
import { rust } from "./rust.ts";
import { typescript } from "./typescript.ts";

export type { Language, LanguageId, Places, Program, SampleName, Toolchain } from "./language.ts";
export { languageIds, sampleNames } from "./language.ts";

/** Every language that has samples, in the order of the matrix. */
export const languages: readonly Language[] = [typescript, python, go, java, rust];

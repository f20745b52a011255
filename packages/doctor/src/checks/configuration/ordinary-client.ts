import type { EnvironmentFact } from "../../facts/identity.ts";
import type { SettingsFact } from "../../facts/settings.ts";

/** How far the variables say that the program uses an ordinary OpenAI library rather than the Copilot SDK. */
export interface OrdinaryClient {
  /** The endpoint is taken from the libraries' own variable. */
  likely: boolean;
  /** And it is the classic client, the one that reads an api-version. */
  classic: boolean;
}

/** AZURE_OPENAI_ENDPOINT is read by the OpenAI libraries themselves, OPENAI_API_VERSION by their client of the classic routes. */
export function ordinaryClient({ endpoint }: SettingsFact, { variables }: EnvironmentFact): OrdinaryClient {
  const likely = endpoint.source === "$AZURE_OPENAI_ENDPOINT";
  return { likely, classic: likely && variables["OPENAI_API_VERSION"]?.state === "set" };
}

/** Why a question about the classic client does not arise; undefined when it does. */
export function noClassicClient({ settings, environment }: { settings: SettingsFact; environment: EnvironmentFact }): string | undefined {
  return ordinaryClient(settings, environment).classic ? undefined : "no classic client: AZURE_OPENAI_ENDPOINT and OPENAI_API_VERSION are not both in use";
}

/** Variables of an environment, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of this process, read when called. */
export function processEnvironment(): Environment {
  return process.env;
}

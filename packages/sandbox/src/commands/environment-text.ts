import type { formats } from "./usage.ts";

/** What makes a program use a sandbox. */
export interface EnvironmentParts {
  env: Record<string, string>;
  unset: readonly string[];
  /** Folders to put in front of `PATH`. */
  paths: readonly string[];
  urls: Record<string, string>;
}

/** The environment as a shell or a tool reads it; what is printed for a shell can be pasted into it. */
export function environmentText(format: (typeof formats)[number], parts: EnvironmentParts): string {
  return `${writers[format](parts).join("\n")}\n`;
}

const writers: Record<(typeof formats)[number], (parts: EnvironmentParts) => string[]> = {
  bash: ({ env, unset, paths }) => [
    ...(unset.length > 0 ? [`unset ${unset.join(" ")}`] : []),
    ...Object.entries(env).map(([name, value]) => `export ${name}=${quoteBash(value)}`),
    ...paths.map((path) => `export PATH=${quoteBash(path)}:"$PATH"`),
  ],
  powershell: ({ env, unset, paths }) => [
    ...(unset.length > 0 ? [`Remove-Item -ErrorAction SilentlyContinue ${unset.map((name) => `Env:${name}`).join(", ")}`] : []),
    // PowerShell knows each name once, whatever its case, on Windows.
    ...Object.entries(env).map(([name, value]) => `$env:${name} = ${quotePowerShell(value)}`),
    ...paths.map((path) => `$env:PATH = ${quotePowerShell(path)} + [IO.Path]::PathSeparator + $env:PATH`),
  ],
  dotenv: ({ env }) => Object.entries(env).map(([name, value]) => `${name}=${quoteDotenv(value)}`),
  json: (parts) => [JSON.stringify({ schemaVersion: 1, ...parts })],
};

/** Files of this kind know three quotes and no escapes: the first that the value does not hold. */
function quoteDotenv(value: string): string {
  if (/^[\w./:,=-]*$/.test(value)) return value;
  const quote = ["'", '"', "`"].find((quote) => !value.includes(quote)) ?? "'";
  return `${quote}${value}${quote}`;
}

function quoteBash(value: string): string {
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}

function quotePowerShell(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

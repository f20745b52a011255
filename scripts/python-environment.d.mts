export function findPython(): { command: string; version: string } | undefined;
export function programsOf(environment: string): string;
export function interpreterOf(environment: string): string;
export function pythonEnvironment(name: string, requirements: string[]): string;

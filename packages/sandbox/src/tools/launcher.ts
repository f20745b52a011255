/** The file that stands for a tool on `PATH`: a batch file on Windows, a shell script elsewhere. It clears `NODE_OPTIONS`, which are the program's. */
export function launcher(tool: string, options: { node: string; program: string; door: string; isWindows: boolean }): { name: string; content: string } {
  const { node, program, door, isWindows } = options;
  if (isWindows) return { name: `${tool}.cmd`, content: `@echo off\r\nset NODE_OPTIONS=\r\n"${node}" "${program}" ${door} ${tool} %*\r\n` };
  return { name: tool, content: `#!/bin/sh\nNODE_OPTIONS= exec ${quote(node)} ${quote(program)} ${door} ${tool} "$@"\n` };
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { environmentText } from "../src/commands/environment-text.ts";
import { childEnvironment } from "../src/environment.ts";
import { launcher } from "../src/tools/launcher.ts";

const windows = { unset: ["AZURE_CLIENT_SECRET"], tools: ["C:\\t"], pathDelimiter: ";", ignoreCase: true, hide: (folder: string) => folder === "C:\\cli" };

test("on Windows names count without case, and each is set once", () => {
  const base = { Path: "C:\\cli;C:\\windows", azure_client_secret: "mine", Https_Proxy: "http://company:8080" };
  const own = { HTTPS_PROXY: "http://127.0.0.1:1", https_proxy: "http://127.0.0.1:1" };
  expect(childEnvironment(base, own, windows)).toEqual({ Path: "C:\\t;C:\\windows", HTTPS_PROXY: "http://127.0.0.1:1" });
});

test("a program's own NODE_OPTIONS stay, before ours", () => {
  const options = { ...windows, tools: [], pathDelimiter: ":", ignoreCase: false, hide: () => false };
  expect(childEnvironment({ NODE_OPTIONS: "--no-warnings" }, { NODE_OPTIONS: "--import=file:///x.mjs" }, options)).toMatchObject({ NODE_OPTIONS: "--no-warnings --import=file:///x.mjs" });
});

const parts = { env: { NAME: "it's $HOME & \"more\"" }, unset: ["GONE"], paths: ["/a b"], urls: {} };

test.each([
  { format: "bash", text: `unset GONE\nexport NAME='it'\\''s $HOME & "more"'\nexport PATH='/a b':"$PATH"\n` },
  { format: "powershell", text: `Remove-Item -ErrorAction SilentlyContinue Env:GONE\n$env:NAME = 'it''s $HOME & "more"'\n$env:PATH = '/a b' + [IO.Path]::PathSeparator + $env:PATH\n` },
  { format: "dotenv", text: "NAME=`it's $HOME & \"more\"`\n" },
  { format: "json", text: `${JSON.stringify({ schemaVersion: 1, ...parts })}\n` },
] as const)("$format quotes what shells would read", ({ format, text }) => {
  expect(environmentText(format, parts)).toBe(text);
});

test("what is printed for bash means the same to a shell", ({ skip }) => {
  skip(process.platform === "win32", "no POSIX shell");
  expect(execFileSync("sh", ["-c", `${environmentText("bash", parts)}printf %s "$NAME"`], { encoding: "utf8" })).toBe(parts.env.NAME);
});

test("a stand-in is a batch file on Windows and a shell script elsewhere", () => {
  const options = { node: "C:\\Program Files\\node.exe", program: "C:\\it's\\stand-in.js", door: "http://127.0.0.1:1" };
  expect(launcher("az", { ...options, isWindows: true })).toEqual({
    name: "az.cmd",
    content: `@echo off\r\nset NODE_OPTIONS=\r\n"C:\\Program Files\\node.exe" "C:\\it's\\stand-in.js" http://127.0.0.1:1 az %*\r\n`,
  });
  expect(launcher("az", { ...options, isWindows: false })).toEqual({
    name: "az",
    content: `#!/bin/sh\nNODE_OPTIONS= exec 'C:\\Program Files\\node.exe' 'C:\\it'\\''s\\stand-in.js' http://127.0.0.1:1 az "$@"\n`,
  });
});

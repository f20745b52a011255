import { describe, expect, it } from "vitest";
import { isExcepted, parseProxy, proxyFor } from "../src/probes/proxy-choice.ts";

describe("which proxy a request takes", () => {
  it.each([
    ["https://a.example/", { HTTPS_PROXY: "http://p:1" }, "HTTPS_PROXY"],
    ["https://a.example/", { https_proxy: "http://p:1", HTTPS_PROXY: "http://q:2" }, "https_proxy"],
    ["https://a.example/", { HTTP_PROXY: "http://p:1" }, undefined],
    ["http://a.example/", { HTTP_PROXY: "http://p:1" }, "HTTP_PROXY"],
    ["https://a.example/", { ALL_PROXY: "http://p:1" }, "ALL_PROXY"],
    ["https://a.example/", { HTTPS_PROXY: "http://p:1", NO_PROXY: "a.example" }, undefined],
    ["https://a.example/", { HTTPS_PROXY: "socks5://p:1" }, undefined],
    ["https://a.example/", {}, undefined],
  ])("%s with %o: %s", (url, env, variable) => {
    expect(proxyFor(new URL(url), env)?.variable).toBe(variable);
  });

  it.each([
    ["a.example", 443, ["*"], true],
    ["a.example", 443, ["example"], true],
    ["a.example", 443, [".example"], true],
    ["a.example", 443, ["*.example"], true],
    ["notexample", 443, ["example"], false],
    ["a.example", 8080, ["a.example:8080"], true],
    ["a.example", 443, ["a.example:8080"], false],
    ["10.1.2.3", 443, ["10.0.0.0/8"], true],
    ["11.1.2.3", 443, ["10.0.0.0/8"], false],
    ["169.254.169.254", 80, ["169.254.169.254"], true],
  ])("%s:%i excepted by %o: %s", (host, port, entries, expected) => {
    expect(isExcepted(host, port, entries)).toBe(expected);
  });

  it.each([
    ["proxy:8080", { host: "proxy", port: 8080, secure: false }],
    ["https://proxy", { host: "proxy", port: 443, secure: true }],
    ["http://[::1]:3128", { host: "::1", port: 3128 }],
    ["ftp://proxy", undefined],
    ["http://", undefined],
  ])("%s is read as %o", (value, expected) => {
    if (expected === undefined) expect(parseProxy(value)).toBeUndefined();
    else expect(parseProxy(value)).toMatchObject(expected);
  });
});

import { afterEach, describe, expect, it } from "vitest";
import { createArmClient } from "../src/probes/arm-client.ts";
import { type Answer, type Asked, startService, toolsWith } from "./local-service.ts";

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function client(answer: (asked: Asked) => Answer, timeoutMs = 2000) {
  const service = await startService(answer);
  const tools = toolsWith({}, timeoutMs);
  open.push(service, tools);
  return { service, arm: createArmClient(service.origin, "canary-token", tools, new AbortController().signal) };
}

describe("lists of Resource Manager", () => {
  it("are read to the last page", async () => {
    const { arm, service } = await client(({ url }) => {
      const page = Number(url.searchParams.get("page") ?? 0);
      return { body: { value: [{ page }], ...(page < 2 && { nextLink: `${service.origin}/things?page=${page + 1}` }) } };
    });
    expect(await arm.list("/things", "things")).toEqual({ items: [{ page: 0 }, { page: 1 }, { page: 2 }], complete: true, gaps: [] });
    expect(service.asked.every(({ authorization }) => authorization === "Bearer canary-token")).toBe(true);
  });

  it("don't follow a nextLink to another host, where the token would go with it", async () => {
    const stranger = await startService(() => ({ body: { value: [{ stolen: true }] } }));
    open.push(stranger);
    const { arm } = await client(() => ({ body: { value: [{ a: 1 }], nextLink: `${stranger.origin}/steal` } }));
    expect(await arm.list("/things", "things")).toMatchObject({ items: [{ a: 1 }], complete: false, gaps: ["things: the next page is on another host, where the token must not go"] });
    expect(stranger.asked).toEqual([]);
  });

  it("end, even when every page names a next one", async () => {
    const { arm, service } = await client(() => ({ body: { value: [], nextLink: `${service.origin}/again` } }));
    const list = await arm.list("/things", "things");
    expect(list.complete).toBe(false);
    expect(service.asked.length).toBe(40);
  });

  it("keep what was read when a later page is refused, and say what would allow it", async () => {
    const message = "The client 'x' with object id 'y' does not have authorization to perform action 'Microsoft.Authorization/roleAssignments/read' over scope '/s' or the scope is invalid.";
    const { arm, service } = await client(({ url }) =>
      url.pathname === "/2" ? { status: 403, body: { error: { code: "AuthorizationFailed", message } } } : { body: { value: [{ a: 1 }], nextLink: `${service.origin}/2` } },
    );
    expect(await arm.list("/1", "role assignments")).toMatchObject({
      items: [{ a: 1 }],
      complete: false,
      gaps: ["role assignments: not allowed, needs Microsoft.Authorization/roleAssignments/read"],
      problem: { kind: "forbidden", missingAction: "Microsoft.Authorization/roleAssignments/read" },
    });
  });
});

describe("throttling", () => {
  it("waits as long as the service asks, then asks again", async () => {
    let refused = 0;
    const { arm, service } = await client(() => (refused++ === 0 ? { status: 429, headers: { "retry-after": "1" }, body: {} } : { body: { ok: true } }));
    expect(await arm.get("/thing")).toEqual({ ok: true, value: { ok: true } });
    const [first, second] = service.asked;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990);
  });

  it("gives up at once when the wait is longer than the deadline", async () => {
    const { arm, service } = await client(() => ({ status: 429, headers: { "retry-after": "60" }, body: { error: { code: "TooManyRequests", message: "Slow down." } } }));
    expect(await arm.get("/thing")).toMatchObject({ ok: false, problem: { kind: "throttled", code: "TooManyRequests" } });
    expect(service.asked).toHaveLength(1);
  });
});

describe("refusals", () => {
  const tenant = "8e2b3c4d-1d1f-4b66-8e21-fab71ca0bbbb";
  it("name the tenant that the subscription belongs to", async () => {
    const message = `The access token is from the wrong issuer 'https://sts.windows.net/7f1a2b3c-0c0e-4a55-9d10-c0470500aaaa/'. It must match the tenant 'https://sts.windows.net/${tenant}/' associated with this subscription.`;
    const { arm } = await client(() => ({ status: 401, body: { error: { code: "InvalidAuthenticationTokenTenant", message } } }));
    expect(await arm.get("/subscriptions/s")).toMatchObject({ ok: false, problem: { kind: "wrong-tenant", tenantId: tenant } });
  });

  it("read an answer that is no JSON, and none at all, as a problem", async () => {
    const { arm, service } = await client(() => ({ body: "<html>" }));
    expect(await arm.get("/x")).toMatchObject({ ok: false, problem: { kind: "failed", status: 200 } });
    await service.close();
    expect(await arm.get("/x")).toMatchObject({ ok: false, problem: { kind: "network", status: 0 } });
  });

  it("treat an id without its slash as a path, never as a part of the host", async () => {
    const { arm, service } = await client(() => ({ body: {} }));
    await arm.get("@evil.example/path");
    expect(service.asked[0]?.url.pathname).toBe("/@evil.example/path");
  });
});

describe("what was asked ahead", () => {
  it("is taken once: the first to want it gets that answer, the next asks anew", async () => {
    const { arm, service } = await client(() => ({ body: { value: [{ asked: service.asked.length }] } }));
    void arm.ahead("/things");
    expect((await arm.list("/Things", "things")).items).toEqual([{ asked: 1 }]);
    expect((await arm.list("/things", "things")).items).toEqual([{ asked: 2 }]);
  });

  it("and refused is asked again by whoever wants it", async () => {
    let refused = 0;
    const { arm } = await client(() => (refused++ === 0 ? { status: 500, body: {} } : { body: { ok: true } }));
    expect(await arm.ahead("/thing")).toMatchObject({ ok: false });
    expect(await arm.get("/thing")).toEqual({ ok: true, value: { ok: true } });
  });
});

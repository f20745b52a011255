import { describe, expect, it } from "vitest";
import { explain } from "../src/explain.ts";

// Logs without a failure of this kind: healthy runs, other products' failures, prose.
const logs: readonly string[] = [
  "INFO azure.identity: DefaultAzureCredential acquired a token from AzureCliCredential",
  "ManagedIdentityCredential will use App Service managed identity\nHTTP/1.1 200 OK",
  "azure:identity:info AzureCliCredential => getToken() => SUCCESS. Scopes: https://ai.azure.com/.default.",
  "Hello from contoso, request 1, 1 user texts.",
  "POST https://contoso.openai.azure.com/openai/v1/responses 200 OK in 812 ms",
  "Login successful.",
  "Azure CLI login succeeds by using OIDC.",
  "az account show\n{ \"name\": \"Contoso\", \"state\": \"Enabled\" }",
  "Deployment succeeded in 42 seconds.",
  "Apply complete! Resources: 3 added, 0 changed, 0 destroyed.",
  "pod/api-5d9f created\nservice/api created",
  "kubectl rollout status deployment/api\ndeployment \"api\" successfully rolled out",
  "npm install\nadded 214 packages in 6s",
  "PASS  test/app.test.ts\nTests: 12 passed, 12 total",
  "FAIL test/cart.test.ts\n  expected 3 to be 4",
  "TypeError: items.map is not a function\n    at render (src/list.tsx:14:9)",
  "ReferenceError: window is not defined\n    at Object.<anonymous> (/srv/site/index.js:3:1)",
  "Traceback (most recent call last):\n  File \"sum.py\", line 3, in <module>\nZeroDivisionError: division by zero",
  "IndexError: list index out of range",
  "panic: assignment to entry in nil map\n\ngoroutine 1 [running]:\nmain.main()",
  "error[E0382]: borrow of moved value: `s`\n --> src/main.rs:4:20",
  "src/app.ts(14,7): error TS2322: Type 'string' is not assignable to type 'number'.",
  "Segmentation fault (core dumped)",
  "Out of memory: Killed process 4312 (node)",
  "No space left on device",
  "ERROR: duplicate key value violates unique constraint \"users_email_key\"",
  "psql: error: FATAL: database \"shop\" does not exist",
  "MongoServerError: E11000 duplicate key error collection: shop.orders",
  "redis.exceptions.ResponseError: WRONGTYPE Operation against a key holding the wrong kind of value",
  "java.lang.ArithmeticException: / by zero\n\tat Main.main(Main.java:5)",
  "BUILD FAILURE\n[ERROR] Failed to execute goal: Compilation failure",
  "Gradle build finished in 12 s",
  "warning: LF will be replaced by CRLF in README.md",
  "CONFLICT (content): Merge conflict in src/index.ts",
  "fatal: not a git repository (or any of the parent directories): .git",
  "rsync: connection unexpectedly closed",
  "nginx: the configuration file /etc/nginx/nginx.conf syntax is ok",
  "curl https://www.example.com -H 'Authorization: Bearer x' 200 OK",
  "192.0.2.1 - - [24/Nov/2026:06:00:00 +0000] \"GET /index.html HTTP/1.1\" 200 512",
  "192.0.2.1 - - [24/Nov/2026:06:00:00 +0000] \"GET /favicon.ico HTTP/1.1\" 304 0",
  "Server listening on http://localhost:3000",
  "[vite] hot updated: /src/App.vue",
  "webpack compiled with 2 warnings",
  "ESLint: 3 problems (0 errors, 3 warnings)",
  "Image built and pushed to registry.contoso.example/app:1.2.3",
  "Step 4/9 : RUN apt-get update\n ---> Using cache",
  "systemd[1]: Started Daily apt download activities.",
  "kernel: usb 1-1: new high-speed USB device number 5",
  "CRON[991]: (root) CMD (run-parts /etc/cron.hourly)",
  "The quick brown fox jumps over the lazy dog.",
  "Dear team, the meeting is moved to Thursday. Regards",
  "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
  "{\"level\":\"info\",\"msg\":\"order placed\",\"id\":42}",
  "{\"level\":\"warn\",\"msg\":\"slow query\",\"ms\":913}",
  "year,month,total\n2026,11,4021",
  "<html><body><p>It works</p></body></html>",
  "1234567 7654321 700016 50126",
  "ffmpeg version 7.0\nframe= 120 fps= 30 q=28.0",
  "StackOverflowError at com.example.Tree.depth(Tree.java:21)",
  "Unhandled promise rejection: RangeError: Invalid array length",
  "AssertionError: expected 200 to equal 201",
  "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0",
  "xcodebuild: error: Scheme App is not currently configured",
];

describe("healthy and unrelated logs", () => {
  it("are at least sixty", () => {
    expect(logs.length).toBeGreaterThanOrEqual(60);
  });

  it.each(logs)("inconclusive: %s", (log) => {
    expect(explain(log).causes[0]?.id).toBe("inconclusive");
  });
});

/** One request; `token` is sent as a bearer token and only where the client allows it. */
export interface HttpRequest {
  method: "GET" | "POST" | "HEAD";
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  token?: string;
  /** Deadline in milliseconds; the client's own by default. */
  timeoutMs?: number;
}

/** An answer, whatever its status. Redirects are answers. */
export interface HttpAnswer {
  kind: "answer";
  status: number;
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>;
  body: string;
  ms: number;
}

/** No answer: which step failed, the system's code, one sentence. */
export interface HttpFailure {
  kind: "failure";
  failure: { kind: "dns" | "tcp" | "tls" | "proxy" | "timeout" | "protocol"; code: string; message: string };
  ms: number;
}

/** Asks over kept connections, through the proxy that the environment names. Never rejects for a network failure. */
export interface HttpClient {
  request(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer | HttpFailure>;
  close(): void;
}

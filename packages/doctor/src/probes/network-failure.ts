/** The step at which a connection failed, the system's code, and one sentence. */
export interface NetworkFailure {
  kind: "dns" | "tcp" | "tls" | "proxy" | "timeout" | "protocol";
  code: string;
  message: string;
}

/** An error that already knows its step, for instance from the proxy's tunnel. */
export class StepError extends Error {
  readonly failure: NetworkFailure;

  constructor(failure: NetworkFailure) {
    super(failure.message);
    this.name = "StepError";
    this.failure = failure;
  }
}

const sentences: Readonly<Record<string, [NetworkFailure["kind"], string]>> = {
  ENOTFOUND: ["dns", "the name does not exist"],
  EAI_AGAIN: ["dns", "no DNS server answered"],
  EAI_FAIL: ["dns", "the DNS server failed"],
  ENODATA: ["dns", "the name has no address"],
  ECONNREFUSED: ["tcp", "nothing listens there, or a firewall rejects the connection"],
  EHOSTUNREACH: ["tcp", "no route to the host"],
  ENETUNREACH: ["tcp", "no route to the network"],
  ETIMEDOUT: ["timeout", "the connection was not answered"],
  ECONNRESET: ["protocol", "the connection was closed before an answer came"],
  EPIPE: ["protocol", "the connection was closed while the request was sent"],
  CERT_HAS_EXPIRED: ["tls", "the certificate has expired"],
  CERT_NOT_YET_VALID: ["tls", "the certificate is not valid yet"],
  DEPTH_ZERO_SELF_SIGNED_CERT: ["tls", "the certificate is self-signed"],
  SELF_SIGNED_CERT_IN_CHAIN: ["tls", "the chain ends in a certificate authority that this machine does not trust"],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ["tls", "the issuer of the certificate is unknown"],
  UNABLE_TO_GET_ISSUER_CERT: ["tls", "the issuer of the certificate is unknown"],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ["tls", "the issuer of the certificate is unknown"],
  ERR_TLS_CERT_ALTNAME_INVALID: ["tls", "the certificate is for another name"],
  EPROTO: ["tls", "the other side does not speak TLS here"],
};

/** Reads an error of node:net, node:tls or node:http; unknown codes are told by their name. */
export function readFailure(error: unknown): NetworkFailure {
  if (error instanceof StepError) return error.failure;
  const { code = "UNKNOWN", message } = error as NodeJS.ErrnoException;
  const known = sentences[code];
  if (known !== undefined) return { kind: known[0], code, message: known[1] };
  if (/^(CERT_|UNABLE_|ERR_TLS_|ERR_SSL_|HOSTNAME_)/.test(code)) return { kind: "tls", code, message };
  if (code.startsWith("HPE_")) return { kind: "protocol", code, message: "the answer is not HTTP" };
  return { kind: "protocol", code, message };
}

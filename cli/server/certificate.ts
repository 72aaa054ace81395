import { isIP } from "node:net";
import { connect } from "node:tls";
import { Failure } from "../failure.ts";

/** A server's own certificate. */
export interface OwnCertificate {
  readonly pem: string;
  /** SHA-256, in pairs of hexadecimal digits. */
  readonly fingerprint: string;
}

const PATIENCE_MS = 10_000;
const HTTPS_PORT = 443;

/** Asks a server for its certificate, without trusting it yet. */
export async function fetchCertificate(url: string): Promise<OwnCertificate> {
  const { protocol, hostname, port } = new URL(url);
  if (protocol !== "https:") {
    throw new Failure("usage", `Cannot trust ${url}: it is not https`);
  }
  const host = hostname.replace(/^\[|\]$/g, "");
  const { promise, resolve, reject } = Promise.withResolvers<OwnCertificate>();
  const socket = connect({
    host,
    port: Number(port || HTTPS_PORT),
    // RFC 6066, 3: a literal address is no server name.
    ...isIP(host) === 0 ? { servername: host } : {},
    rejectUnauthorized: false,
    timeout: PATIENCE_MS,
  }, () => {
    const { raw, fingerprint256 } = socket.getPeerCertificate();
    resolve({ pem: pemOf(raw), fingerprint: fingerprint256 });
  });
  const fail = (cause?: unknown) =>
    reject(new Failure("unreachable", `Cannot reach ${url}`, { cause }));
  socket.once("error", fail);
  socket.once("timeout", () => fail());
  try {
    return await promise;
  } finally {
    socket.destroy();
  }
}

/** RFC 7468, 2: lines of 64 characters. */
function pemOf(raw: Uint8Array): string {
  const lines = new Uint8Array(raw).toBase64().match(/.{1,64}/g) ?? [];
  return [
    "-----BEGIN CERTIFICATE-----",
    ...lines,
    "-----END CERTIFICATE-----",
    "",
  ].join("\n");
}

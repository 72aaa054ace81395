import { StartError } from "../config/start_error.ts";
import type { Certificate } from "../web/certificate.ts";

/** An address to serve on. */
export interface Address {
  readonly hostname: string;
  /** 0 for any free one. */
  readonly port: number;
  /** What changes the port, for the error. */
  readonly option: string;
  /** What changes the host, for the error. */
  readonly hostOption: string;
}

/** What HTTPS is served with, and the folder that it comes from. */
export interface Tls extends Certificate {
  readonly dir: string;
}

/** Answers one request. */
export type Handler = (
  request: Request,
  info: Deno.ServeHandlerInfo<Deno.NetAddr>,
) => Response | Promise<Response>;

/**
 * Serves on an address until it is shut down; in plain HTTP without a
 * certificate.
 *
 * @throws {StartError} for an address that cannot be had, and for a key that
 * does not belong to its certificate.
 */
export function listen(
  address: Address,
  tls: Tls | null,
  handler: Handler,
): Deno.HttpServer<Deno.NetAddr> {
  const { hostname, port } = address;
  const quiet = { hostname, port, onListen: () => {} };
  try {
    if (tls === null) return Deno.serve(quiet, handler);
    Deno.listen({ hostname, port }).close(); // What fails after this is TLS.
  } catch (cause) {
    throw refusal(address, cause);
  }
  const { cert, key, dir } = tls;
  try {
    return Deno.serve({ ...quiet, cert, key }, handler);
  } catch (cause) {
    throw cause instanceof Deno.errors.AddrInUse
      ? refusal(address, cause)
      : mismatch(dir, cause);
  }
}

function mismatch(dir: string, cause: unknown): StartError {
  return new StartError(
    "certificate",
    `Cannot use "${dir}/cert.pem" with "${dir}/key.pem": ${why(cause)}; ` +
      `replace both, or remove both to have new ones made`,
    { cause },
  );
}

function why(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

function refusal(
  { hostname, port, option, hostOption }: Address,
  cause: unknown,
): StartError {
  const where = `${hostname}:${port}`;
  if (cause instanceof Deno.errors.AddrInUse) {
    return new StartError(
      "portInUse",
      `Cannot listen on ${where}: another program does; choose another port ` +
        `with ${option}`,
      { cause },
    );
  }
  if (cause instanceof Deno.errors.PermissionDenied) {
    return new StartError(
      "notPermitted",
      `Cannot listen on ${where}: ports below 1024 need more rights; choose ` +
        `another with ${option}`,
      { cause },
    );
  }
  return new StartError(
    "address",
    `Cannot listen on ${where}: ${
      why(cause)
    }; give an address of this machine ` +
      `with ${hostOption}`,
    { cause },
  );
}

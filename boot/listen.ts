import { StartError } from "../config/start_error.ts";

/** An address to serve on. */
export interface Address {
  readonly hostname: string;
  /** 0 for any free one. */
  readonly port: number;
  /** The option that changes it, for the error. */
  readonly option: string;
}

/** Cert and key in PEM; `null` for plain HTTP. */
export type Certificate = { readonly cert: string; readonly key: string };

/** Answers one request. */
export type Handler = (
  request: Request,
  info: Deno.ServeHandlerInfo<Deno.NetAddr>,
) => Response | Promise<Response>;

/**
 * Makes sure that an address can be had, before anything is started for it.
 *
 * @throws {StartError} for a port in use, or one that needs more rights.
 */
export function tryAddress(address: Address): void {
  try {
    const { hostname, port } = address;
    Deno.listen({ hostname, port, transport: "tcp" }).close();
  } catch (cause) {
    throw refusal(address, cause);
  }
}

/**
 * Serves on an address until it is shut down.
 *
 * @throws {StartError} when somebody else took it meanwhile.
 */
export function listen(
  address: Address,
  certificate: Certificate | null,
  handler: Handler,
): Deno.HttpServer<Deno.NetAddr> {
  const { hostname, port } = address;
  const quiet = { hostname, port, onListen: () => {} };
  try {
    return certificate === null
      ? Deno.serve(quiet, handler)
      : Deno.serve({ ...quiet, ...certificate }, handler);
  } catch (cause) {
    throw refusal(address, cause);
  }
}

function refusal(
  { hostname, port, option }: Address,
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
  const why = cause instanceof Error ? cause.message : String(cause);
  return new StartError(
    "address",
    `Cannot listen on ${where}: ${why}; give an address of this machine ` +
      `with --host`,
    { cause },
  );
}

/** Where and how to listen. */
export type ListenOptions =
  & Partial<Deno.ServeTcpOptions & Deno.TlsCertifiedKeyPem>
  & { remoteAddress?: string };

type Handler = (
  request: Request,
  info?: Deno.ServeHandlerInfo,
) => Promise<Response>;

const FIRST_PORT = 8000;
const LAST_PORT = 8019;

/** Serves until the server is shut down. */
export async function listen(
  handler: Handler,
  options: ListenOptions,
): Promise<void> {
  await serve(handler, options).finished;
}

function serve(handler: Handler, options: ListenOptions): Deno.HttpServer {
  if (options.port !== undefined) return Deno.serve(options, handler);
  for (let port = FIRST_PORT; port < LAST_PORT; port++) {
    try {
      return Deno.serve({ ...options, port }, handler);
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    }
  }
  return Deno.serve({ ...options, port: LAST_PORT }, handler);
}

import type { Config } from "../config/config.ts";
import { type Address, type Handler, listen, type Tls } from "./listen.ts";
import { within } from "./within.ts";

/** How long a stop waits for requests under way. */
const LAST_REQUESTS_MS = 2_000;

/** What answers at each of the two doors. */
export interface Handlers {
  readonly dashboard: Handler;
  readonly api: Handler;
}

/** Two listeners; whoever comes before they answer, waits. */
export interface Doors extends AsyncDisposable {
  readonly dashboardPort: number;
  readonly apiPort: number;
  /** Begins to answer. */
  admit(handlers: Handlers): void;
  /** Resolves once nobody is served any more, a few seconds later at most. */
  close(): Promise<void>;
}

/**
 * Takes the dashboard's port, and that of ANT's API, before anything is
 * started that would need them.
 *
 * @throws {StartError} when one cannot be had; then neither is held.
 */
export async function openDoors(
  config: Config,
  tls: Tls | null,
): Promise<Doors> {
  const { promise: handlers, resolve: admit } = Promise.withResolvers<
    Handlers
  >();
  const at = addressesOf(config);
  const open = (name: keyof Handlers, how: Tls | null) => {
    const server = listen(at[name], how, async (request, info) => {
      return (await handlers)[name](request, info);
    });
    return {
      port: server.addr.port,
      // The process ends soon after, and with it a request that does not.
      close: () => within(LAST_REQUESTS_MS, server.shutdown()),
    };
  };
  const dashboard = open("dashboard", tls);
  let api: typeof dashboard;
  try {
    api = open("api", null);
  } catch (error) {
    await dashboard.close();
    throw error;
  }
  const close = async () => {
    await Promise.all([dashboard.close(), api.close()]);
  };
  return {
    dashboardPort: dashboard.port,
    apiPort: api.port,
    admit,
    close,
    [Symbol.asyncDispose]: close,
  };
}

function addressesOf(
  { frontendHost, frontendPort, backendHost, backendPort }: Config,
): Readonly<Record<keyof Handlers, Address>> {
  return {
    dashboard: {
      hostname: frontendHost,
      port: frontendPort,
      option: "--port",
      hostOption: "--host",
    },
    api: {
      hostname: backendHost,
      port: backendPort,
      option: "--api-port",
      hostOption: "BACKEND_host",
    },
  };
}

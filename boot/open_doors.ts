import { hostname } from "node:os";
import { type AppOptions, atApiRoot, createApp } from "../app.ts";
import type { Config } from "../config/config.ts";
import { ensureBuild } from "../dev.ts";
import type { GuardOptions } from "../web/guard.ts";
import { withSecurityHeaders } from "../web/security_headers.ts";
import type { State } from "../web/state.ts";
import type { Certificate } from "../web/certificate.ts";
import { type Address, listen } from "./listen.ts";

/** What the two listeners need. */
export interface DoorsParts {
  readonly config: Config;
  readonly state: State;
  readonly certificate: Certificate | null;
  readonly report: AppOptions["report"];
}

/** The addresses that a config asks for. */
export function addressesOf(
  { frontendHost, frontendPort, backendHost, backendPort }: Config,
): { readonly dashboard: Address; readonly api: Address } {
  return {
    dashboard: {
      hostname: frontendHost,
      port: frontendPort,
      option: "--port",
    },
    api: { hostname: backendHost, port: backendPort, option: "--api-port" },
  };
}

/**
 * Opens the dashboard, and ANT's API at its own port.
 *
 * @throws {StartError} when an address was taken meanwhile.
 */
export async function openDoors(
  { config, state, certificate, report }: DoorsParts,
) {
  const applyBuild = await ensureBuild();
  const handlerFor = (guard: GuardOptions) => {
    const app = createApp({ state, guard, report });
    applyBuild(app);
    return withSecurityHeaders(app.handler());
  };
  const dashboard = handlerFor(guardOf(config, state, true));
  const api = handlerFor(guardOf(config, state, false));
  const at = addressesOf(config);
  const servers = [listen(at.dashboard, certificate, dashboard)];
  try {
    servers.push(listen(at.api, null, (request, info) => {
      return api(atApiRoot(request), info);
    }));
  } catch (error) {
    await servers[0]!.shutdown();
    throw error;
  }
  return {
    dashboardPort: servers[0]!.addr.port,
    apiPort: servers[1]!.addr.port,
    async close() {
      state.streams.close(); // An open stream would keep a server busy.
      await Promise.all(servers.map((server) => server.shutdown()));
    },
  };
}

function guardOf(
  config: Config,
  { door }: State,
  hasPages: boolean,
): GuardOptions {
  return {
    hosts: { hostname: hostname(), allowed: config.allowedHosts },
    token: config.authRequired ? door.token : null,
    sessions: hasPages ? door.sessions : null,
    attempts: door.attempts,
    isOpen: ({ pathname }) => pathname === "/healthz" || pathname === "/login",
    changesState,
  };
}

/** ANT's reads that change something: no other site's page may cause them. */
function changesState({ pathname, searchParams }: URL): boolean {
  return pathname.endsWith("/restart_task") ||
    pathname.endsWith("/recovery_state") ||
    (pathname === "/api/v1/recovery" && searchParams.has("prompt"));
}

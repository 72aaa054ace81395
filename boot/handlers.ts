import { hostname } from "node:os";
import { type AppOptions, atApiRoot, createApp } from "../app.ts";
import type { Config } from "../config/config.ts";
import type { ensureBuild } from "../dev.ts";
import type { GuardOptions } from "../web/guard.ts";
import { withSecurityHeaders } from "../web/security_headers.ts";
import type { State } from "../web/state.ts";
import type { Handlers } from "./open_doors.ts";

/** What the handlers are made of. */
export interface HandlersParts {
  readonly config: Config;
  readonly state: AppOptions["state"];
  readonly applyBuild: Awaited<ReturnType<typeof ensureBuild>>;
  readonly report: AppOptions["report"];
}

/** One app for each door, with the guard that belongs there. */
export function handlersFor(
  { config, state, applyBuild, report }: HandlersParts,
): Handlers {
  const handlerFor = (hasPages: boolean) => {
    const guard = guardOf(config, state, hasPages);
    const app = createApp({ state, guard, report });
    applyBuild(app);
    return withSecurityHeaders(app.handler());
  };
  const api = handlerFor(false);
  return {
    dashboard: handlerFor(true),
    api: (request, info) => api(atApiRoot(request), info),
  };
}

function guardOf(
  config: Config,
  { door }: Pick<State, "door">,
  hasPages: boolean,
): GuardOptions {
  return {
    hosts: { hostname: hostname(), allowed: config.allowedHosts },
    token: config.authRequired ? door.token : null,
    people: door.people,
    sessions: hasPages ? door.sessions : null,
    attempts: door.attempts,
    isOpen: ({ pathname }) =>
      ["/healthz", "/login", "/sheet.css"].includes(pathname),
    changesState,
  };
}

/** ANT's reads that change something: no other site's page may cause them. */
function changesState({ pathname, searchParams }: URL): boolean {
  return pathname.endsWith("/restart_task") ||
    pathname.endsWith("/recovery_state") ||
    (pathname === "/api/v1/recovery" && searchParams.has("prompt"));
}

import { hostname } from "node:os";
import { type AppOptions, atApiRoot, createApp } from "../app.ts";
import type { Config } from "../config/config.ts";
import type { ensureBuild } from "../dev.ts";
import type { GuardOptions } from "../web/guard.ts";
import { changesState } from "../web/guard/changes_state.ts";
import { atBase, pathWithin } from "../web/base_path.ts";
import { asBrowserAsked } from "../web/behind_proxy.ts";
import { withPackedReplies } from "../web/packed_replies.ts";
import { RequestTurns } from "../web/request_turns.ts";
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
    const basePath = hasPages ? config.basePath : "";
    const app = createApp({ state, guard, report, basePath });
    applyBuild(app);
    return withSecurityHeaders(withPackedReplies(app.handler()));
  };
  const pages = handlerFor(true);
  const api = handlerFor(false);
  const asked = (request: Request) =>
    config.trustsProxy ? asBrowserAsked(request) : request;
  const turns = new RequestTurns();
  return {
    async dashboard(request, info) {
      await turns.take();
      return await pages(atBase(asked(request), config.basePath), info);
    },
    async api(request, info) {
      await turns.take();
      return await api(atApiRoot(request), info);
    },
  };
}

function guardOf(
  config: Config,
  { door }: Pick<State, "door">,
  hasPages: boolean,
): GuardOptions {
  // The door of the API alone has no base path, and nothing to take away.
  const within = ({ pathname }: URL) => pathWithin(pathname, config.basePath);
  return {
    hosts: { hostname: hostname(), allowed: config.allowedHosts },
    token: config.authRequired ? door.token : null,
    people: door.people,
    sessions: hasPages ? door.sessions : null,
    attempts: door.attempts,
    isOpen: (url) => ["/healthz", "/login", "/sheet.css"].includes(within(url)),
    changesState: (url) => changesState(within(url), url.searchParams),
  };
}

import { App, staticFiles } from "fresh";
import { atBase, leadsWithin, pathWithin } from "./web/base_path.ts";
import { guard, type GuardOptions } from "./web/guard.ts";
import { boundAgent } from "./web/people/agent_bounds.ts";
import { asCaller } from "./web/people/as_caller.ts";
import { NOBODY, OWNER } from "./web/people/caller.ts";
import { rights } from "./web/people/route_rights.ts";
import { packedFiles } from "./web/packed_files.ts";
import { type ProblemOptions, problems } from "./web/problem.ts";
import { pagePolicy } from "./web/security_headers.ts";
import type { State } from "./web/state.ts";

/** What an app is made of, beside its routes. */
export interface AppOptions {
  readonly state: Omit<State, "askSelf" | "caller">;
  /** `null` lets everybody in: for tests of what lies behind it. */
  readonly guard: GuardOptions | null;
  readonly report: ProblemOptions["report"];
  /** What stands before every path, such as `/ant`; empty for nothing. */
  readonly basePath?: string;
}

/** The web side in a sentence; opens nothing and listens to nothing. */
export function createApp(
  { state, guard: who, report, basePath = "" }: AppOptions,
) {
  const shapeOf = ({ pathname }: URL) =>
    shapeAt(pathWithin(pathname, basePath));
  const app = new App<State>({ basePath })
    .use(problems({ shapeOf, report }))
    .use(pagePolicy())
    .use(packedFiles())
    .use(staticFiles())
    .use(leadsWithin());
  if (who !== null) app.use(guard(who));
  let built: ReturnType<typeof app.handler> | null = null;
  const self = (request: Request, info: Deno.ServeHandlerInfo) => {
    built ??= app.handler(); // By now it has its routes.
    return built(atBase(request, basePath), info);
  };
  return app
    .use((ctx) => {
      const askSelf: State["askSelf"] = (request) => self(request, ctx.info);
      const found = who === null ? OWNER : ctx.state.caller ?? NOBODY;
      const caller = boundAgent(found, state.config);
      const scheduler = asCaller(state.scheduler, caller);
      Object.assign(ctx.state, state, { askSelf, caller, scheduler });
      return ctx.next();
    })
    .use(rights())
    .fsRoutes();
}

function shapeAt(pathname: string) {
  if (/^\/(api\/v1\/|(healthz|mcp)$)/.test(pathname)) {
    return "problem";
  }
  return /^\/api(\/|$)/.test(pathname) ? "ant" : "page";
}

/**
 * ANT's API at the root of a port of its own: the same routes, without the
 * prefix that they have beside the pages.
 */
export function atApiRoot(request: Request): Request {
  const url = new URL(request.url);
  if (/^\/(api(\/|$)|socket\.io\/|(healthz|mcp|metrics)$)/.test(url.pathname)) {
    return request;
  }
  url.pathname = `/api${url.pathname}`;
  return new Request(url, request);
}

import { STATUS_CODES } from "node:http";
import { HttpError } from "../shared/http_error.ts";
import type { BuildCache } from "../build/build_cache.ts";
import type { Command } from "./commands.ts";
import { Context } from "../request/context.ts";
import { runChain } from "../request/middleware.ts";
import { type RouteMatch, Router } from "./router.ts";
import { setUp } from "./setup.ts";
import type {
  MaybeLazyMiddleware,
  Method,
  ResolvedFreshConfig,
} from "../request/types.ts";

type Handler = (
  req: Request,
  info?: Deno.ServeHandlerInfo,
) => Promise<Response>;

/** Stands in when a request did not come over a connection. */
const NO_CONNECTION: Deno.ServeHandlerInfo = {
  remoteAddr: { transport: "tcp", hostname: "localhost", port: 1234 },
  completed: Promise.resolve(),
};

/** Makes the function that answers requests, from all that was set up. */
export function makeHandler<State>(
  commands: readonly Command<State>[],
  config: ResolvedFreshConfig,
  build: BuildCache<State>,
): Handler {
  const router = new Router<MaybeLazyMiddleware<State>>();
  const fallback = setUp(
    router,
    commands,
    () => build.fsCommands(),
    config.basePath,
  );
  return async (req, info = NO_CONNECTION) => {
    const url = urlOf(req, config.trustProxy);
    const match = router.match(req.method as Method, url);
    const { pattern: route, params } = match;
    const next = () => unmatched(req.method, match, router);
    const ctx = new Context<State>({
      req,
      url,
      info,
      route,
      params,
      config,
      next,
      build,
    });
    const chain = match.chain.length > 0 ? match.chain : fallback;
    return await answer(chain, ctx);
  };
}

async function answer<State>(
  chain: readonly MaybeLazyMiddleware<State>[],
  ctx: Context<State>,
): Promise<Response> {
  try {
    const response = await runChain(chain, ctx);
    if (!(response instanceof Response)) {
      throw new TypeError(
        `Cannot answer ${ctx.req.method} "${ctx.url.pathname}": its handler returned no Response`,
      );
    }
    if (ctx.req.method !== "HEAD" || response.body === null) return response;
    await response.body.cancel();
    return new Response(null, response);
  } catch (error) {
    return lastResort(error);
  }
}

/** What comes after the last middleware. */
function unmatched<State>(
  method: string,
  { pattern, chain }: RouteMatch<MaybeLazyMiddleware<State>>,
  router: Router<MaybeLazyMiddleware<State>>,
): Promise<Response> {
  if (pattern === null || chain.length > 0) throw new HttpError(404);
  if (method !== "OPTIONS") throw new HttpError(405);
  const headers = { Allow: router.methodsOf(pattern).join(", ") };
  return Promise.resolve(new Response(null, { status: 204, headers }));
}

/** Answers what nobody caught, and keeps what is a bug from vanishing. */
function lastResort(error: unknown): Response {
  if (error instanceof HttpError && error.status < 500) {
    const text = error.message || STATUS_CODES[error.status] || "";
    return new Response(text, { status: error.status });
  }
  const trace = error instanceof Error ? error.stack : String(error);
  Deno.stderr.writeSync(new TextEncoder().encode(`${trace}\n`));
  return error instanceof HttpError
    ? new Response(error.message || STATUS_CODES[error.status] || "", {
      status: error.status,
    })
    : new Response("Internal server error", { status: 500 });
}

function urlOf(req: Request, trustProxy: boolean): URL {
  const url = new URL(req.url);
  url.pathname = url.pathname.replace(/\/+/g, "/");
  if (!trustProxy) return url;
  const scheme = req.headers.get("x-forwarded-proto");
  const host = req.headers.get("x-forwarded-host");
  if (scheme !== null) url.protocol = `${scheme}:`;
  if (host !== null) url.host = host;
  return url;
}

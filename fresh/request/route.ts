import { elementOf, pagePropsOf } from "../render/component.ts";
import { HttpError } from "../shared/http_error.ts";
import { type Context, FRAME } from "./context.ts";
import {
  type HandlerFn,
  isHandlerByMethod,
  type PageResponse,
} from "./handlers.ts";
import type { Method, Route } from "./types.ts";

/** Renders the page without data; what a route without handler does. */
function renderOnly(): PageResponse<unknown> {
  return { data: {} };
}

/** Lists the methods that a route has a handler for; `null`: all. */
export function handledMethods<State>(route: Route<State>): Method[] | null {
  if (route.handler === undefined || !isHandlerByMethod(route.handler)) {
    return null;
  }
  const methods = new Set(Object.keys(route.handler) as Method[]);
  if (route.component !== undefined) methods.add("GET");
  return [...methods];
}

/** Runs a route's handler and renders its page; `status` is for the page. */
export async function renderRoute<State>(
  ctx: Context<State>,
  route: Route<State>,
  status = 200,
): Promise<Response> {
  const frame = ctx[FRAME];
  if (route.config?.skipAppWrapper) frame.app = null;
  if (route.config?.skipInheritedLayouts) frame.layouts = [];

  const handler = handlerOf(ctx.req.method, route);
  if (handler === null) return await ctx.next();
  const result = await handler(ctx);
  return result instanceof Response
    ? result
    : await renderComponent(ctx, route, result, status);
}

function handlerOf<State>(
  method: string,
  { handler, component }: Route<State>,
): HandlerFn<unknown, State> | null {
  if (typeof handler === "function") return handler;
  if (handler === undefined) {
    return component === undefined ? notFound : renderOnly;
  }
  const byMethod = handler[method as Method];
  if (byMethod !== undefined) return byMethod;
  if (method !== "GET" && method !== "HEAD") return null;
  return handler.GET ?? (component === undefined ? null : renderOnly);
}

function notFound(): never {
  throw new HttpError(404);
}

async function renderComponent<State>(
  ctx: Context<State>,
  { component }: Route<State>,
  { data, headers, status }: PageResponse<unknown>,
  otherwise: number,
): Promise<Response> {
  const init: ResponseInit = { status: status ?? otherwise };
  if (headers !== undefined) init.headers = headers;
  if (component === undefined) return await ctx.render(null, init);
  const props = pagePropsOf(ctx, data, () => null);
  const vnode = await elementOf(component, props);
  return vnode instanceof Response ? vnode : await ctx.render(vnode, init);
}

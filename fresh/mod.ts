/**
 * The names and manners of Fresh 2.3 that this project uses, over Preact.
 * Everything here is Fresh's documented API, so that the import map may point
 * at Fresh itself and nothing else changes.
 */
export { App } from "./app/app.ts";
export type { Island } from "./build/build_cache.ts";
export type { Context, FreshContext } from "./request/context.ts";
export { csp, type CSPOptions } from "./middlewares/csp.ts";
export { createDefine, type Define } from "./request/define.ts";
export {
  type HandlerByMethod,
  type HandlerFn,
  page,
  type PageResponse,
  type RouteData,
  type RouteHandler,
} from "./request/handlers.ts";
export type { ListenOptions } from "./app/listen.ts";
export { staticFiles } from "./middlewares/static_files.ts";
export type {
  FreshConfig,
  LayoutConfig,
  Lazy,
  MaybeLazy,
  Method,
  Middleware,
  MiddlewareFn,
  PageProps,
  ResolvedFreshConfig,
  RouteConfig,
} from "./request/types.ts";
export type {
  WebSocketHandlers,
  WebSocketUpgradeOptions,
} from "./request/web_socket.ts";
export { HttpError } from "./shared/http_error.ts";

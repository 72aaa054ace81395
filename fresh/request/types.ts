import type { AnyComponent } from "preact";
import type { Context } from "./context.ts";
import type { RouteHandler } from "./handlers.ts";

/** An HTTP method that a route can answer. */
export type Method =
  | "HEAD"
  | "GET"
  | "POST"
  | "PATCH"
  | "PUT"
  | "DELETE"
  | "OPTIONS";

/** Every method, in the order in which `Allow` lists them. */
export const METHODS: readonly Method[] = [
  "GET",
  "HEAD",
  "POST",
  "PATCH",
  "PUT",
  "DELETE",
  "OPTIONS",
];

/** Whether code is being worked on or served to people. */
export type Mode = "development" | "production";

/** What an app may be configured with. */
export interface FreshConfig {
  /** The path that all URLs of the app start with, such as `/jobs`. */
  basePath?: string;
  mode?: Mode;
  /** Takes scheme and host from `X-Forwarded-Proto` and `X-Forwarded-Host`. */
  trustProxy?: boolean;
}

/** What an app is configured with, every default filled in. */
export interface ResolvedFreshConfig {
  root: string;
  basePath: string;
  mode: Mode;
  trustProxy: boolean;
}

/** What surrounds a layout. */
export interface LayoutConfig {
  /** Leaves out the layouts further up. */
  skipInheritedLayouts?: boolean;
  /** Leaves out the app wrapper. */
  skipAppWrapper?: boolean;
}

/** What a route file may export as `config`. */
export interface RouteConfig extends LayoutConfig {
  /** The URL pattern to answer, instead of the one that the file's path says. */
  routeOverride?: string;
  /** The methods that a lazily loaded route answers. */
  methods?: "ALL" | Method[];
}

/** Something that is loaded when it is first needed. */
export type Lazy<T> = () => Promise<T>;

/** Something, or how to load it. */
export type MaybeLazy<T> = T | Lazy<T>;

/** Answers a request, or hands it on with `ctx.next()`. */
export type Middleware<State> = (
  ctx: Context<State>,
) => Response | Promise<Response>;

/** The same as {@linkcode Middleware}, by its older name. */
export type MiddlewareFn<State> = Middleware<State>;

/** A middleware, or a function that loads one. */
export type MaybeLazyMiddleware<State> = (
  ctx: Context<State>,
) => Response | Promise<Response | Middleware<State>>;

/** What a page, a layout and the app wrapper are given. */
export type PageProps<Data = unknown, State = unknown> =
  & Pick<
    Context<State>,
    | "config"
    | "url"
    | "req"
    | "params"
    | "info"
    | "state"
    | "isPartial"
    | "Component"
    | "error"
    | "route"
  >
  & { data: Data };

/** A page, layout or wrapper; an async one may return a `Response`. */
export type RouteComponent<State> = AnyComponent<PageProps<unknown, State>>;

/** A URL's handler, page and configuration. */
export interface Route<State> {
  component?: RouteComponent<State>;
  config?: RouteConfig;
  handler?: RouteHandler<unknown, State>;
}

import type { Context } from "./context.ts";
import type { Method } from "./types.ts";

/** Data for the page component, and how to answer with it. */
export interface PageResponse<T> {
  data: T;
  headers?: HeadersInit;
  status?: number;
}

interface PageOptions {
  headers?: HeadersInit;
  status?: number;
}

/** Asks for the page component to be rendered with `data`. */
export function page<T>(data: T, options?: PageOptions): PageResponse<T>;
/** Asks for the page component to be rendered without data. */
export function page(): PageResponse<undefined>;
export function page(
  data?: unknown,
  options?: PageOptions,
): PageResponse<unknown> {
  return { ...options, data };
}

/** Answers a request with a response, or with data for the page. */
export interface HandlerFn<Data, State> {
  (
    ctx: Context<State>,
  ):
    | Response
    | PageResponse<Data>
    | Promise<Response | PageResponse<Data>>;
}

/** A handler for each method that a route answers. */
export type HandlerByMethod<Data, State> = {
  [M in Method]?: HandlerFn<Data, State>;
};

/** One handler for every method, or one for each. */
export type RouteHandler<Data, State> =
  | HandlerFn<Data, State>
  | HandlerByMethod<Data, State>;

/** The data that a handler hands to its page. */
export type RouteData<Handler extends RouteHandler<unknown, unknown>> =
  Handler extends RouteHandler<infer Data, unknown> ? Data : never;

/** Tells a handler object from a handler function. */
export function isHandlerByMethod<Data, State>(
  handler: RouteHandler<Data, State>,
): handler is HandlerByMethod<Data, State> {
  return typeof handler === "object";
}

import type { AnyComponent } from "preact";
import type { HandlerByMethod, HandlerFn, RouteHandler } from "./handlers.ts";
import type { Middleware, PageProps } from "./types.ts";

/** Functions that return what they are given, and give it its types. */
export interface Define<State> {
  /** Types a route's handlers; `Data` is what they pass to the page. */
  handlers<
    Data,
    Handlers extends RouteHandler<Data, State> = RouteHandler<Data, State>,
  >(handlers: Handlers): typeof handlers;

  /** Types a page; name the handlers, as `page<typeof handler>`, to type `data`. */
  page<
    Handler extends RouteHandler<unknown, State> = never,
    Data = Handler extends HandlerFn<infer D, State> ? D
      : Handler extends HandlerByMethod<infer D, State> ? D
      : never,
  >(render: AnyComponent<PageProps<Data, State>>): typeof render;

  /** Types a middleware, or a list of them. */
  middleware<M extends Middleware<State> | Middleware<State>[]>(
    middleware: M,
  ): typeof middleware;

  /** Types a layout or an app wrapper. */
  layout(
    render: AnyComponent<PageProps<unknown, State>>,
  ): typeof render;
}

/** Makes the {@linkcode Define} of an app whose requests carry a `State`. */
export function createDefine<State>(): Define<State> {
  return {
    handlers: (handlers) => handlers,
    page: (render) => render,
    middleware: (middleware) => middleware,
    layout: (render) => render,
  };
}

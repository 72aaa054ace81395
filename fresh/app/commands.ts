import type {
  LayoutConfig,
  MaybeLazy,
  MaybeLazyMiddleware,
  Method,
  Middleware,
  Route,
  RouteComponent,
} from "../request/types.ts";

/** One step in setting up an app, in the order in which it was asked for. */
export type Command<State> =
  | {
    readonly kind: "middleware";
    readonly at: readonly string[];
    readonly chain: readonly MaybeLazyMiddleware<State>[];
  }
  | {
    readonly kind: "layout";
    readonly at: readonly string[];
    readonly component: RouteComponent<State>;
    readonly config: LayoutConfig;
  }
  | {
    readonly kind: "error";
    readonly at: readonly string[];
    readonly route: Route<State>;
  }
  | {
    readonly kind: "route";
    readonly at: readonly string[];
    readonly path: string;
    readonly route: MaybeLazy<Route<State>>;
    /** `null`: those that the route has a handler for. */
    readonly methods: readonly Method[] | null;
  }
  | {
    readonly kind: "handler";
    readonly at: readonly string[];
    readonly path: string;
    readonly methods: readonly Method[];
    readonly chain: readonly MaybeLazyMiddleware<State>[];
  }
  | { readonly kind: "app"; readonly component: RouteComponent<State> }
  | { readonly kind: "notFound"; readonly route: Route<State> }
  | { readonly kind: "files"; readonly prefix: string };

/** Splits a path into the segments that middlewares and layouts hang on. */
export function segmentsOf(path: string): readonly string[] {
  return path.split("/").filter((part) => part !== "" && part !== "*");
}

/** Joins a prefix and a path: `/api` and `/` make `/api`, `*` all below. */
export function joinPath(prefix: string, path: string): string {
  const start = prefix.replace(/\/?\*?$/, "");
  const end = path === "*" ? "/*" : path;
  return end === "/" ? start || "/" : start + end;
}

/** Takes a middleware for a route that has nothing else. */
export function toRoute<State>(
  routeOrMiddleware: Route<State> | Middleware<State>,
): Route<State> {
  return typeof routeOrMiddleware === "function"
    ? { handler: routeOrMiddleware }
    : routeOrMiddleware;
}

/** Moves a command below a prefix; wrapper and 404 page stay the app's. */
export function mountAt<State>(
  prefix: string,
  command: Command<State>,
): Command<State> {
  switch (command.kind) {
    case "app":
    case "notFound":
      return command;
    case "files":
      return { ...command, prefix: joinPath(prefix, command.prefix) };
    case "middleware":
    case "layout":
    case "error":
      return { ...command, at: [...segmentsOf(prefix), ...command.at] };
    case "route":
    case "handler":
      return {
        ...command,
        at: [...segmentsOf(prefix), ...command.at],
        path: joinPath(prefix, command.path),
      };
  }
}

import { type BuildCache, emptyBuildCache } from "../build/build_cache.ts";
import { type Command, mountAt, segmentsOf, toRoute } from "./commands.ts";
import { makeHandler } from "./answer.ts";
import { listen, type ListenOptions } from "./listen.ts";
import {
  type FreshConfig,
  type LayoutConfig,
  type MaybeLazy,
  type MaybeLazyMiddleware,
  type Method,
  METHODS,
  type Middleware,
  type ResolvedFreshConfig,
  type Route,
  type RouteComponent,
  type RouteConfig,
} from "../request/types.ts";
import type {
  WebSocketHandlers,
  WebSocketUpgradeOptions,
} from "../request/web_socket.ts";

/** Hands the result of a build to an app. */
export let setBuildCache: <State>(
  app: App<State>,
  build: BuildCache<State>,
  mode: ResolvedFreshConfig["mode"],
) => void;

/** Passes requests through middlewares to routes; order of calls matters. */
export class App<State> {
  config: ResolvedFreshConfig;
  readonly #commands: Command<State>[] = [];
  #build: () => BuildCache<State> | null = () => null;

  static {
    setBuildCache = (app, build, mode) => {
      app.config.root = build.root;
      app.config.mode = mode;
      app.#build = () => build;
    };
  }

  constructor(config: FreshConfig = {}) {
    this.config = {
      root: ".",
      basePath: config.basePath ?? "",
      mode: config.mode ?? "production",
      trustProxy: config.trustProxy ?? false,
    };
  }

  /** Adds middlewares, for everything or from a path downwards. */
  use(...middlewares: MaybeLazyMiddleware<State>[]): this;
  use(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this;
  use(
    first: string | MaybeLazyMiddleware<State>,
    ...rest: MaybeLazyMiddleware<State>[]
  ): this {
    return typeof first === "string"
      ? this.#add({ kind: "middleware", at: segmentsOf(first), chain: rest })
      : this.#add({ kind: "middleware", at: [], chain: [first, ...rest] });
  }

  /** Sets what answers when nothing else does, and when a 404 is thrown. */
  notFound(routeOrMiddleware: Route<State> | Middleware<State>): this {
    return this.#add({ kind: "notFound", route: toRoute(routeOrMiddleware) });
  }

  /** Sets what answers an error thrown at or below a path. */
  onError(
    path: string,
    routeOrMiddleware: Route<State> | Middleware<State>,
  ): this {
    const route = toRoute(routeOrMiddleware);
    return this.#add({ kind: "error", at: segmentsOf(path), route });
  }

  /** Sets the document that surrounds every page. */
  appWrapper(component: RouteComponent<State>): this {
    return this.#add({ kind: "app", component });
  }

  /** Surrounds the pages at and below a path. */
  layout(
    path: string,
    component: RouteComponent<State>,
    config: LayoutConfig = {},
  ): this {
    const at = segmentsOf(path);
    return this.#add({ kind: "layout", at, component, config });
  }

  /** Adds a route: handler, page, or both. */
  route(
    path: string,
    route: MaybeLazy<Route<State>>,
    config?: RouteConfig,
  ): this {
    const methods = Array.isArray(config?.methods) ? config.methods : null;
    return this.#add({
      kind: "route",
      at: segmentsOf(path),
      path: config?.routeOverride ?? path,
      route,
      methods,
    });
  }

  /** Answers GET on a path, and HEAD where nothing else does. */
  get(path: string, ...chain: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(["GET"], path, chain);
  }

  /** Answers POST on a path. */
  post(path: string, ...chain: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(["POST"], path, chain);
  }

  /** Answers PATCH on a path. */
  patch(path: string, ...chain: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(["PATCH"], path, chain);
  }

  /** Answers PUT on a path. */
  put(path: string, ...chain: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(["PUT"], path, chain);
  }

  /** Answers DELETE on a path. */
  delete(path: string, ...chain: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(["DELETE"], path, chain);
  }

  /** Answers HEAD on a path. */
  head(path: string, ...chain: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(["HEAD"], path, chain);
  }

  /** Answers every method on a path. */
  all(path: string, ...chain: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(METHODS, path, chain);
  }

  /** Serves a WebSocket on a path. */
  ws(
    path: string,
    handlers: WebSocketHandlers,
    options?: WebSocketUpgradeOptions,
  ): this {
    return this.get(path, (ctx) => ctx.upgrade(handlers, options));
  }

  /** Adds the routes of the file system, here in the order. */
  fsRoutes(pattern = "*"): this {
    return this.#add({ kind: "files", prefix: pattern });
  }

  /** Adds all that another app answers, below a path. */
  mountApp(path: string, app: App<State>): this {
    for (const command of app.#commands) this.#add(mountAt(path, command));
    app.#build = () => this.#build();
    return this;
  }

  /** Makes the function that answers requests. */
  handler(): (
    request: Request,
    info?: Deno.ServeHandlerInfo,
  ) => Promise<Response> {
    const build = this.#build() ?? emptyBuildCache<State>(this.config.root);
    return makeHandler(this.#commands, this.config, build);
  }

  /** Serves the app; without a port, on the first free one from 8000. */
  async listen(options: ListenOptions = {}): Promise<void> {
    await listen(this.handler(), options);
  }

  #handle(
    methods: readonly Method[],
    path: string,
    chain: MaybeLazyMiddleware<State>[],
  ): this {
    const at = segmentsOf(path);
    return this.#add({ kind: "handler", at, path, methods, chain });
  }

  #add(command: Command<State>): this {
    this.#commands.push(command);
    return this;
  }
}

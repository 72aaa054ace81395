import type { Command } from "./commands.ts";
import type { RouteHandler } from "../request/handlers.ts";
import { METHODS } from "../request/types.ts";
import type {
  Middleware,
  Route,
  RouteComponent,
  RouteConfig,
} from "../request/types.ts";

/** What a file in `routes/` may export. */
export interface FsModule<State> {
  readonly config?: RouteConfig;
  readonly handler?: RouteHandler<unknown, State> | Middleware<State>[];
  readonly handlers?: RouteHandler<unknown, State> | Middleware<State>[];
  readonly default?: RouteComponent<State>;
}

/** A file in `routes/`. */
export interface FsRouteFile {
  /** Relative to `routes/`, with slashes: `jobs/[id].tsx`. */
  readonly path: string;
  readonly module: unknown;
}

/** Turns the files of `routes/` into commands, in the order that they need. */
export function fsCommandsOf<State>(
  files: readonly FsRouteFile[],
): Command<State>[] {
  const parsed = files.map(({ path, module }) => {
    const parts = path.replace(/\.[jt]sx?$/, "").split("/");
    const name = parts.at(-1)!;
    return { path, parts, name, module: checked<State>(path, module) };
  });
  const special = parsed.filter(({ name }) => name.startsWith("_"));
  const routes = parsed.filter(({ name }) => !name.startsWith("_"))
    .sort((a, b) => compareSpecificity(a.parts, b.parts));
  return [
    // All of these first: a route is surrounded by what is known by then.
    ...special.flatMap(({ path, name, parts, module }) =>
      specialCommand(path, name, dirOf(parts), module)
    ),
    ...routes.map(({ parts, module }) => routeCommand(parts, module)),
  ];
}

function specialCommand<State>(
  path: string,
  name: string,
  at: readonly string[],
  module: FsModule<State>,
): Command<State>[] {
  const component = module.default;
  switch (name) {
    case "_app":
      return component === undefined ? [] : [{ kind: "app", component }];
    case "_layout": {
      const config = module.config ?? {};
      return component === undefined
        ? []
        : [{ kind: "layout", at, component, config }];
    }
    case "_middleware":
      return [{ kind: "middleware", at, chain: middlewaresOf(path, module) }];
    case "_404":
      return [{ kind: "notFound", route: routeOf(module) }];
    case "_error":
    case "_500":
      return [{ kind: "error", at, route: routeOf(module) }];
    default:
      throw new TypeError(
        `Cannot use "${path}" in routes: names with "_" have a meaning, and "${name}" is none of them`,
      );
  }
}

function middlewaresOf<State>(
  path: string,
  module: FsModule<State>,
): Middleware<State>[] {
  const found = module.handlers ?? module.handler ?? module.default;
  if (Array.isArray(found)) return found;
  if (typeof found === "function") return [found as Middleware<State>];
  throw new TypeError(
    `Cannot use "${path}" as middleware: export a function or a list of them`,
  );
}

function routeCommand<State>(
  parts: readonly string[],
  module: FsModule<State>,
): Command<State> {
  return {
    kind: "route",
    at: dirOf(parts),
    path: module.config?.routeOverride ?? urlPatternOf(parts),
    route: routeOf(module),
    // A file answers its URL whatever the method: with a 404 if need be.
    methods: METHODS,
  };
}

function routeOf<State>(module: FsModule<State>): Route<State> {
  const handler = module.handlers ?? module.handler;
  return {
    ...module.config && { config: module.config },
    ...module.default && { component: module.default },
    ...handler && { handler: handler as RouteHandler<unknown, State> },
  };
}

function checked<State>(path: string, module: unknown): FsModule<State> {
  const names = Object.keys(module as object);
  const known = ["default", "handler", "handlers", "config"];
  if (!names.some((name) => known.includes(name))) {
    throw new TypeError(
      `Cannot use "${path}" in routes: it exports none of ${known.join(", ")}`,
    );
  }
  return module as FsModule<State>;
}

function dirOf(parts: readonly string[]): string[] {
  return parts.slice(0, -1).map(partPattern);
}

/** `jobs/(group)/[id]/index` answers `/jobs/:id`. */
export function urlPatternOf(parts: readonly string[]): string {
  const named = parts.at(-1) === "index" ? parts.slice(0, -1) : parts;
  const path = named.filter((part) => !/^\(.*\)$/.test(part)).map((part) => {
    const optional = part.match(/^\[\[(\w+)\]\]$/);
    return optional === null ? `/${partPattern(part)}` : `{/:${optional[1]}}?`;
  });
  return path.join("") || "/";
}

/** `[...rest]` is the rest, `[id]` a part or some of it. */
function partPattern(part: string): string {
  return part.replace(/^\[\.\.\.(\w+)\]$/, ":$1*")
    .replaceAll(/\[(\w+)\]/g, ":$1");
}

/** Literal parts come before parameters, and those before the rest. */
function compareSpecificity(
  a: readonly string[],
  b: readonly string[],
): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = looseness(a[i]!) - looseness(b[i]!);
    if (order !== 0) return order;
  }
  return a.length - b.length || (a.join("/") < b.join("/") ? -1 : 1);
}

function looseness(part: string): number {
  if (part.startsWith("[...")) return 3;
  if (part.startsWith("[[")) return 2;
  return part.includes("[") ? 1 : 0;
}

import { type Command, joinPath, mountAt } from "./commands.ts";
import { handledMethods, renderRoute } from "../request/route.ts";
import type { Router } from "./router.ts";
import { chainTo, newSegment, type Segment, segmentAt } from "./segment.ts";
import {
  type MaybeLazy,
  type MaybeLazyMiddleware,
  METHODS,
  type Middleware,
  type Route,
} from "../request/types.ts";

type RouteCommand<State> = Extract<Command<State>, { kind: "route" }>;

/** Fills a router; the answer is what a request passes that no route takes. */
export function setUp<State>(
  router: Router<MaybeLazyMiddleware<State>>,
  commands: readonly Command<State>[],
  fsCommands: () => readonly Command<State>[],
  basePath: string,
): MaybeLazyMiddleware<State>[] {
  const root = newSegment<State>(null);
  const apply = (command: Command<State>): void => {
    switch (command.kind) {
      case "files":
        for (const found of fsCommands()) apply(mountAt(command.prefix, found));
        return;
      case "route":
        return addRoute(root, router, command, basePath);
      case "handler": {
        const chain = [
          ...chainTo(segmentAt(root, command.at)),
          ...command.chain,
        ];
        const path = joinPath(basePath, command.path);
        for (const method of command.methods) router.add(method, path, chain);
        return;
      }
      default:
        return decorate(root, command);
    }
  };
  commands.forEach(apply);
  return chainTo(root);
}

function decorate<State>(
  root: Segment<State>,
  command: Exclude<Command<State>, { kind: "files" | "route" | "handler" }>,
): void {
  switch (command.kind) {
    case "app":
      root.app = command.component;
      return;
    case "notFound":
      root.notFound = command.route;
      return;
    case "middleware":
      segmentAt(root, command.at).middlewares.push(...command.chain);
      return;
    case "layout":
      segmentAt(root, command.at).layout = command;
      return;
    case "error":
      segmentAt(root, command.at).error = command.route;
      return;
    default:
      return command satisfies never;
  }
}

function addRoute<State>(
  root: Segment<State>,
  router: Router<MaybeLazyMiddleware<State>>,
  { at, path, route, methods }: RouteCommand<State>,
  basePath: string,
): void {
  const chain = [...chainTo(segmentAt(root, at)), serve(route)];
  const handled = typeof route === "function" ? null : handledMethods(route);
  for (const method of methods ?? handled ?? METHODS) {
    router.add(method, joinPath(basePath, path), chain);
  }
}

function serve<State>(route: MaybeLazy<Route<State>>): Middleware<State> {
  if (typeof route !== "function") return (ctx) => renderRoute(ctx, route);
  let loading: Promise<Route<State>> | null = null;
  return async (ctx) => renderRoute(ctx, await (loading ??= route()));
}

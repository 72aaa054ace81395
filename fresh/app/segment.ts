import { elementOf, pagePropsOf } from "../render/component.ts";
import { HttpError } from "../shared/http_error.ts";
import { type Context, FRAME, type Surround } from "../request/context.ts";
import { renderRoute } from "../request/route.ts";
import type {
  LayoutConfig,
  MaybeLazyMiddleware,
  Middleware,
  Route,
  RouteComponent,
} from "../request/types.ts";

/** A part of a path, with what surrounds everything below it. */
export interface Segment<State> {
  readonly parent: Segment<State> | null;
  readonly children: Map<string, Segment<State>>;
  readonly middlewares: MaybeLazyMiddleware<State>[];
  app: RouteComponent<State> | null;
  layout: { component: RouteComponent<State>; config: LayoutConfig } | null;
  error: Route<State> | null;
  notFound: Route<State> | null;
}

/** Makes a segment with nothing on it. */
export function newSegment<State>(
  parent: Segment<State> | null,
): Segment<State> {
  return {
    parent,
    children: new Map(),
    middlewares: [],
    app: null,
    layout: null,
    error: null,
    notFound: null,
  };
}

/** Finds the segment at a path below `root`, making what is missing. */
export function segmentAt<State>(
  root: Segment<State>,
  at: readonly string[],
): Segment<State> {
  let segment = root;
  for (const part of at) {
    const child = segment.children.get(part) ?? newSegment(segment);
    segment.children.set(part, child);
    segment = child;
  }
  return segment;
}

/**
 * Lists what a request passes on its way to a segment. It holds what is there
 * now: what is added to the segments later does not reach earlier routes.
 */
export function chainTo<State>(
  segment: Segment<State>,
): MaybeLazyMiddleware<State>[] {
  const above = segment.parent === null ? [] : chainTo(segment.parent);
  return [...above, enter(segment), ...segment.middlewares];
}

function enter<State>(segment: Segment<State>): Middleware<State> {
  const { app, layout, error } = segment;
  const root = rootOf(segment);
  return async (ctx) => {
    const frame = ctx[FRAME];
    if (app !== null) frame.app = surroundBy(app, ctx);
    if (layout !== null) {
      const inherited = layout.config.skipInheritedLayouts ? [] : frame.layouts;
      frame.layouts = [...inherited, surroundBy(layout.component, ctx)];
      if (layout.config.skipAppWrapper) frame.app = null;
    }
    try {
      return await ctx.next();
    } catch (thrown) {
      const status = thrown instanceof HttpError ? thrown.status : 500;
      if (status === 404 && root.notFound !== null) {
        return await renderRoute(ctx, root.notFound, status);
      }
      if (error === null) throw thrown;
      return await renderRoute(ctx, error, status);
    }
  };
}

function surroundBy<State>(
  component: RouteComponent<State>,
  ctx: Context<State>,
): Surround {
  return (child) => elementOf(component, pagePropsOf(ctx, null, child));
}

function rootOf<State>(segment: Segment<State>): Segment<State> {
  return segment.parent === null ? segment : rootOf(segment.parent);
}

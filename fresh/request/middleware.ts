import { type Context, FRAME } from "./context.ts";
import type { MaybeLazyMiddleware } from "./types.ts";

/**
 * Runs a chain of middlewares, the last of which hands on to `ctx.next` as it
 * was. What one of them does to the frame is undone when it returns.
 */
export function runChain<State>(
  chain: readonly MaybeLazyMiddleware<State>[],
  ctx: Context<State>,
): Promise<Response> {
  const last = ctx.next;
  const run = (index: number): () => Promise<Response> => {
    const middleware = chain[index];
    if (middleware === undefined) return last;
    return async () => {
      const frame = ctx[FRAME];
      const { app, layouts } = frame;
      ctx.next = run(index + 1);
      try {
        const result = await middleware(ctx);
        return typeof result === "function" ? await result(ctx) : result;
      } catch (error) {
        ctx.error = error;
        throw error;
      } finally {
        frame.app = app;
        frame.layouts = layouts;
      }
    };
  };
  return run(0)();
}

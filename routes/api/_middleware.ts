import { HttpError } from "fresh";
import { define } from "../../web/state.ts";

/** An address that knows another method is there all the same: 405, not 404. */
export const handler = define.middleware(async (ctx) => {
  try {
    return await ctx.next();
  } catch (error) {
    const isNameless = error instanceof HttpError && error.status === 404 &&
      error.message === "";
    if (!isNameless) throw error;
    const { req: { method }, url: { pathname } } = ctx;
    const message = `Cannot ${method} "${pathname}": it knows other methods`;
    throw new HttpError(405, message, { cause: error });
  }
});

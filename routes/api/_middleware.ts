import { failureOf } from "../../web/ant/answer.ts";
import { define } from "../../web/state.ts";

/** ANT's endpoints answer errors in ANT's shape. */
export default define.middleware(async (ctx) => {
  try {
    return await ctx.next();
  } catch (error) {
    return failureOf(error);
  }
});

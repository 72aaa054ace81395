import { define } from "../../../../web/state.ts";
import { showQueue } from "../../../../web/v1/pauses.ts";

export const handler = define.handlers({
  /** Lets the whole queue start again. */
  async POST({ state: { scheduler } }) {
    await scheduler.dispatch({ kind: "resume", tag: null });
    return Response.json(await showQueue(scheduler));
  },
});

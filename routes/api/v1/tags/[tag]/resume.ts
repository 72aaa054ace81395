import { define } from "../../../../../web/state.ts";
import { showTag } from "../../../../../web/v1/tasks/tag_group.ts";

export const handler = define.handlers({
  /** Lets the tasks with a tag start again. */
  async POST({ params, state: { scheduler } }) {
    await scheduler.dispatch({ kind: "resume", tag: params.tag! });
    return Response.json(await showTag(scheduler, params.tag!));
  },
});

import { define } from "../../../../../web/state.ts";
import { stopTag } from "../../../../../web/v1/tasks/tag_group.ts";

export const handler = define.handlers({
  /** Stops all that runs or waits with a tag. */
  POST: async ({ params, state }) =>
    Response.json(await stopTag(state, params.tag!)),
});

import { define } from "../../../../../web/state.ts";
import { showTag } from "../../../../../web/v1/tasks/tag_group.ts";

export const handler = define.handlers({
  GET: async ({ params, state: { scheduler } }) =>
    Response.json(await showTag(scheduler, params.tag!)),
});

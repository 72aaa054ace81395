import { define } from "../../../../../web/state.ts";
import { retryTag } from "../../../../../web/v1/tasks/tag_group.ts";

export const handler = define.handlers({
  /** Queues those again that failed, each once. */
  POST: async ({ params, state }) =>
    Response.json(await retryTag(state, params.tag!)),
});

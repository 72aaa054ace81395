import { define } from "../../../../../web/state.ts";
import { whyTask } from "../../../../../web/v1/tasks/why.ts";

export const handler = define.handlers({
  /** Tells why a queued task has not started. */
  GET: async ({ params, state: { scheduler } }) =>
    Response.json(await whyTask(scheduler, params.id!)),
});

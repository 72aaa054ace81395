import { define } from "../../../../../web/state.ts";
import { holdTask } from "../../../../../web/v1/tasks/hold.ts";

export const handler = define.handlers({
  /** Lets a held task start. */
  POST: async ({ params, state: { scheduler } }) =>
    Response.json(await holdTask(scheduler, params.id!, false)),
});

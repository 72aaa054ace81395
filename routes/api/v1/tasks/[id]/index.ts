import { define } from "../../../../../web/state.ts";
import { removeTask, showTask } from "../../../../../web/v1/tasks/tasks.ts";

export const handler = define.handlers({
  GET: async ({ params, state: { scheduler } }) =>
    Response.json(await showTask(scheduler, params.id!)),

  /** Out of the queue or out of the history; 409 while it is at work. */
  async DELETE({ params, state: { scheduler } }) {
    await removeTask(scheduler, params.id!);
    return new Response(null, { status: 204 });
  },
});

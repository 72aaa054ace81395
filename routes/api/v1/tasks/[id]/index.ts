import { define } from "../../../../../web/state.ts";
import { readBody } from "../../../../../web/v1/request/read_request.ts";
import { TaskChange } from "../../../../../web/v1/request/shapes.ts";
import { editQueued } from "../../../../../web/v1/tasks/edit.ts";
import { removeTask, showTask } from "../../../../../web/v1/tasks/tasks.ts";

export const handler = define.handlers({
  GET: async ({ params, state: { scheduler } }) =>
    Response.json(await showTask(scheduler, params.id!)),

  /** Changes a queued task, which keeps its place; 422 with every issue. */
  async PATCH({ req, params, state: { scheduler, submitContext } }) {
    const change = await readBody(req, TaskChange);
    const id = params.id!;
    const now = await editQueued(scheduler, id, change, submitContext());
    return Response.json(await showTask(scheduler, now));
  },

  /** Out of the queue or out of the history; 409 while it is at work. */
  async DELETE({ params, state }) {
    await removeTask(state, params.id!);
    return new Response(null, { status: 204 });
  },
});

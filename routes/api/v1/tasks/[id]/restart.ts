import { define } from "../../../../../web/state.ts";
import { readBodyIfAny } from "../../../../../web/v1/request/read_request.ts";
import { TaskChange } from "../../../../../web/v1/request/shapes.ts";
import { restartChanged } from "../../../../../web/v1/tasks/edit.ts";
import { showTask } from "../../../../../web/v1/tasks/tasks.ts";

export const handler = define.handlers({
  /** Queues a copy under the next free restart id, changed where asked. */
  async POST({ req, params, state }) {
    const { scheduler, submitContext } = state;
    const change = await readBodyIfAny(req, TaskChange);
    const id = change === null
      ? await scheduler.restart(params.id!)
      : await restartChanged(state, params.id!, change, submitContext());
    return Response.json(await showTask(scheduler, id), {
      status: 201,
      headers: { location: `/api/v1/tasks/${encodeURIComponent(id)}` },
    });
  },
});

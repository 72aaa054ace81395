import { define } from "../../../../../web/state.ts";
import { showTask } from "../../../../../web/v1/tasks/tasks.ts";

export const handler = define.handlers({
  /** Queues a copy under the next free restart id. */
  async POST({ params, state: { scheduler } }) {
    const id = await scheduler.restart(params.id!);
    return Response.json(await showTask(scheduler, id), {
      status: 201,
      headers: { location: `/api/v1/tasks/${encodeURIComponent(id)}` },
    });
  },
});

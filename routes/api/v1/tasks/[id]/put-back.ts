import { define } from "../../../../../web/state.ts";
import { putBack, showTask } from "../../../../../web/v1/tasks/tasks.ts";

export const handler = define.handlers({
  /** Queues a task again that left the queue a moment ago. */
  async POST({ params, state }) {
    const id = params.id!;
    await putBack(state, id);
    return Response.json(await showTask(state.scheduler, id));
  },
});

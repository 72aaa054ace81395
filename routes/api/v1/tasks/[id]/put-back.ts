import { define } from "../../../../../web/state.ts";
import { putBack, showTask } from "../../../../../web/v1/tasks/tasks.ts";

export const handler = define.handlers({
  /** Undoes that a task was removed, as long as that is remembered. */
  async POST({ params, state }) {
    const id = params.id!;
    await putBack(state, id);
    return Response.json(await showTask(state.scheduler, id));
  },
});

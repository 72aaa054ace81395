import { define } from "../../../../../web/state.ts";
import { readBody } from "../../../../../web/v1/request/read_request.ts";
import { QueuePlace } from "../../../../../web/v1/request/shapes.ts";
import { changeTask } from "../../../../../web/v1/tasks/tasks.ts";

export const handler = define.handlers({
  /** Moves a queued task right before another, or to the end. */
  async POST({ req, params, state: { scheduler } }) {
    const { before } = await readBody(req, QueuePlace);
    return await changeTask(scheduler, {
      kind: "move",
      id: params.id!,
      before,
    });
  },
});

import { define } from "../../../../../web/state.ts";
import { pauseQueue, readPause } from "../../../../../web/v1/pauses.ts";
import { showTag } from "../../../../../web/v1/tasks/tag_group.ts";

export const handler = define.handlers({
  /** Lets nothing start of the tasks with a tag. */
  async POST({ req, params, state: { scheduler, caller } }) {
    await pauseQueue(scheduler, params.tag!, await readPause(req, caller));
    return Response.json(await showTag(scheduler, params.tag!));
  },
});

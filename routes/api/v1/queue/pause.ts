import { define } from "../../../../web/state.ts";
import { pauseQueue, readPause, showQueue } from "../../../../web/v1/pauses.ts";

export const handler = define.handlers({
  /** Lets nothing start of the whole queue. */
  async POST({ req, state: { scheduler, caller } }) {
    await pauseQueue(scheduler, null, await readPause(req, caller));
    return Response.json(await showQueue(scheduler));
  },
});

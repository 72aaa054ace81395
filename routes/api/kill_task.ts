import { success } from "../../web/ant/answer.ts";
import { forEachTask, readTaskIds } from "../../web/ant/task_ids.ts";
import { readJson } from "../../web/body.ts";
import { terminateActive } from "../../web/ant/terminate_active.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  /** Asks running tasks to stop; a queued one is not running. */
  async POST({ req, state: { scheduler } }) {
    const ids = readTaskIds(await readJson(req));
    return success(
      await forEachTask(ids, (id) => terminateActive(scheduler, id)),
    );
  },
});

import { success } from "../../web/ant/answer.ts";
import { hideTasks } from "../../web/ant/change_entries.ts";
import { readTaskIds } from "../../web/ant/task_ids.ts";
import { readJson } from "../../web/body.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  /** Moves ended tasks out of the history into the hidden ones. */
  async POST({ req, state: { scheduler } }) {
    const ids = readTaskIds(await readJson(req));
    return success(await hideTasks(scheduler, [ids].flat()));
  },
});

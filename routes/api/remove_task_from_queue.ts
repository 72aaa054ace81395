import { success } from "../../web/ant/answer.ts";
import { forEachTask, readTaskIds } from "../../web/ant/task_ids.ts";
import { readJson } from "../../web/body.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  /** Drops queued tasks; they leave no trace. */
  async POST({ req, state: { scheduler } }) {
    const ids = readTaskIds(await readJson(req));
    return success(
      await forEachTask(
        ids,
        (id) => scheduler.dispatch({ kind: "unqueue", id }),
      ),
    );
  },
});

import { success } from "../../web/ant/answer.ts";
import { forEachTask, readTaskIds } from "../../web/ant/task_ids.ts";
import { readJson } from "../../web/body.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  /** Moves queued tasks to the head, one after another. */
  async POST({ req, state: { scheduler } }) {
    const ids = readTaskIds(await readJson(req));
    return success(
      await forEachTask(
        ids,
        (id) => scheduler.dispatch({ kind: "promote", id }),
      ),
    );
  },
});

import { addRawTasks } from "../../web/ant/raw_tasks.ts";
import { success } from "../../web/ant/answer.ts";
import { readJson } from "../../web/body.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  /** Queues tasks as they are, each for itself; the refused say why. */
  POST: async ({ req, state }) =>
    success(await addRawTasks(await readJson(req), state)),
});

import { define } from "../../../../web/state.ts";
import { readBody } from "../../../../web/v1/request/read_request.ts";
import { TasksInBulk } from "../../../../web/v1/request/shapes.ts";
import { actInBulk } from "../../../../web/v1/tasks/bulk.ts";

export const handler = define.handlers({
  /** Does the same to many tasks; what is turned down stands in the answer. */
  async POST({ req, state }) {
    const { action, ids } = await readBody(req, TasksInBulk);
    return Response.json(await actInBulk(state, action, ids));
  },
});

import { define } from "../../../../web/state.ts";
import { readBody } from "../../../../web/v1/request/read_request.ts";
import { TasksInBulk } from "../../../../web/v1/request/shapes.ts";
import { actInBulk } from "../../../../web/v1/tasks/bulk.ts";
import { putBackAll } from "../../../../web/v1/tasks/put_back.ts";

export const handler = define.handlers({
  /** Does the same to many tasks; what is turned down stands in the answer. */
  async POST({ req, state }) {
    const { action, ids } = await readBody(req, TasksInBulk);
    const answer = action === "put-back"
      ? await putBackAll(state, ids)
      : await actInBulk(state, action, ids);
    return Response.json(answer);
  },
});

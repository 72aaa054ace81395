import { define } from "../../../../web/state.ts";
import { readBody } from "../../../../web/v1/request/read_request.ts";
import { TasksInBulk } from "../../../../web/v1/request/shapes.ts";
import {
  actInBulk,
  restartWithDependants,
} from "../../../../web/v1/tasks/bulk.ts";
import {
  answerChange,
  answerRemoval,
  answerTask,
} from "../../../../web/v1/tasks/one_task.ts";
import { putBackAll } from "../../../../web/v1/tasks/put_back.ts";

const ID = "bulk";

export const handler = define.handlers({
  // A task may have this name, too.
  GET: ({ state }) => answerTask(state, ID),
  PATCH: ({ req, state }) => answerChange(state, ID, req),
  DELETE: ({ state }) => answerRemoval(state, ID),

  /** Does the same to many tasks; what is turned down stands in the answer. */
  async POST({ req, state }) {
    const { action, ids, dependants } = await readBody(req, TasksInBulk);
    const answer = dependants
      ? await restartWithDependants(state, ids)
      : action === "put-back"
      ? await putBackAll(state, ids)
      : await actInBulk(state, action, ids);
    return Response.json(answer);
  },
});

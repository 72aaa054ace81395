import { define } from "../../../../../web/state.ts";
import {
  answerChange,
  answerRemoval,
  answerTask,
} from "../../../../../web/v1/tasks/one_task.ts";

export const handler = define.handlers({
  GET: ({ params, state }) => answerTask(state, params.id!),
  PATCH: ({ req, params, state }) => answerChange(state, params.id!, req),
  DELETE: ({ params, state }) => answerRemoval(state, params.id!),
});

import { define } from "../../../../../web/state.ts";
import { changeTask } from "../../../../../web/v1/tasks/tasks.ts";

export const handler = define.handlers({
  /** Ends a task that waits for a person's approval. */
  POST: ({ params, state: { scheduler } }) =>
    changeTask(scheduler, { kind: "decline", id: params.id! }),
});

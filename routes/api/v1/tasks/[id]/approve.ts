import { define } from "../../../../../web/state.ts";
import { changeTask } from "../../../../../web/v1/tasks/tasks.ts";

export const handler = define.handlers({
  /** Lets a task start that waits for a person's approval. */
  POST: ({ params, state: { scheduler } }) =>
    changeTask(scheduler, { kind: "approve", id: params.id! }),
});

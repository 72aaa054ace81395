import { define } from "../../../../../web/state.ts";
import { changeTask } from "../../../../../web/v1/tasks/tasks.ts";

export const handler = define.handlers({
  /** Asks a task to stop; it has stopped once its state says so. */
  POST: ({ params, state: { scheduler } }) =>
    changeTask(scheduler, {
      kind: "terminate",
      id: params.id!,
      why: "person",
    }),
});

import { define } from "../../../../../web/state.ts";
import { changeTask } from "../../../../../web/v1/tasks/tasks.ts";

export const handler = define.handlers({
  /** Moves a queued task to the head. */
  POST: ({ params, state: { scheduler } }) =>
    changeTask(scheduler, { kind: "promote", id: params.id! }),
});

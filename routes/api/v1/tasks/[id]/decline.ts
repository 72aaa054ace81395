import { define } from "../../../../../web/state.ts";
import { readBodyIfAny } from "../../../../../web/v1/request/read_request.ts";
import { Refusal } from "../../../../../web/v1/request/shapes.ts";
import { changeTask } from "../../../../../web/v1/tasks/tasks.ts";

export const handler = define.handlers({
  /** Ends a task that waits for a person's approval. */
  async POST({ req, params, state: { scheduler } }) {
    const refusal = await readBodyIfAny(req, Refusal);
    const reason = refusal?.reason;
    return await changeTask(scheduler, {
      kind: "decline",
      id: params.id!,
      ...reason === undefined ? {} : { reason },
    });
  },
});

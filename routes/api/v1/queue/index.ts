import { define } from "../../../../web/state.ts";
import { showQueue } from "../../../../web/v1/pauses.ts";

export const handler = define.handlers({
  GET: async ({ state: { scheduler } }) =>
    Response.json(await showQueue(scheduler)),
});

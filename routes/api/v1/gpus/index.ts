import { define } from "../../../../web/state.ts";
import { showGpus } from "../../../../web/v1/gpus.ts";

export const handler = define.handlers({
  GET: async ({ state: { scheduler } }) =>
    Response.json(await showGpus(scheduler)),
});

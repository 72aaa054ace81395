import { define } from "../../../../web/state.ts";
import { switchGpu } from "../../../../web/v1/gpus.ts";
import { readBody } from "../../../../web/v1/request/read_request.ts";
import { GpuSwitch } from "../../../../web/v1/request/shapes.ts";

export const handler = define.handlers({
  /** Switches a GPU for the tasks to come; running ones keep theirs. */
  async PATCH({ req, params, state: { scheduler, submitContext } }) {
    const wish = await readBody(req, GpuSwitch);
    return Response.json(
      await switchGpu(scheduler, params.index!, wish, submitContext()),
    );
  },
});

import { allowedGpus } from "../../web/ant/gpus.ts";
import { BadParameter } from "../../web/ant/answer.ts";
import { isRecord } from "../../web/ant/task_ids.ts";
import { readJson } from "../../web/body.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  /** Bare ones and zeros, for all GPUs whatever was asked for. */
  async POST({ req, state }) {
    const body = await readJson(req);
    if (!isRecord(body) || body["gpu_indices"] == null) {
      throw new BadParameter("gpu_indices is required");
    }
    return Response.json(await allowedGpus(state.scheduler));
  },
});

import { success } from "../../web/ant/answer.ts";
import { allowedGpus, readGpuPlaces } from "../../web/ant/gpus.ts";
import { readJson } from "../../web/body.ts";
import { define } from "../../web/state.ts";

export const handler = define.handlers({
  /** Switches GPUs for the tasks to come; running ones keep theirs. */
  async POST({ req, state: { scheduler } }) {
    const body = await readJson(req);
    const gpus = readGpuPlaces(body, scheduler);
    const { allowed = true } = body as { allowed?: unknown };
    const enabled = Boolean(allowed); // ANT's clients may send 0 and 1.
    await Promise.all(
      gpus.map((gpu) =>
        scheduler.dispatch({ kind: "switchGpu", gpu, enabled })
      ),
    );
    return success({ "gpu_allowed": await allowedGpus(scheduler) });
  },
});

import { z } from "zod";
import { type AntApi, read } from "../ant_api.ts";
import type { Gpus, TaskPage } from "../replies.ts";
import { looks } from "../tool.ts";
import { at, seconds } from "../words.ts";

const Nothing = z.strictObject({});
/** How much of the queue's head is looked at. */
const HEAD = 100;
const SHOWN = 5;

/** Shows the GPUs. */
export const GPUS = looks("gpus", {
  title: "Show the GPUs",
  description:
    "Shows each GPU: whether it is free, held (by which tasks), busy with other programs, disabled or unknown; memory in MiB and load.",
  input: Nothing,
  async run(api) {
    const { gpus, problem } = await read<Gpus>(api, "/api/v1/gpus");
    return {
      facts: {
        gpus: gpus.map((gpu) => ({
          gpu: gpu.index,
          name: gpu.name,
          status: gpu.status,
          ...gpu.heldBy.length === 0 ? {} : { heldBy: gpu.heldBy },
          ...gpu.reason === null ? {} : { reason: gpu.reason },
          memoryUsedMiB: gpu.memoryUsedMiB,
          memoryTotalMiB: gpu.memoryTotalMiB,
          loadPercent: gpu.utilizationPercent,
        })),
        problem,
      },
    };
  },
});

/** Tells how much is asked of the machine. */
export const PRESSURE = looks("queue_pressure", {
  title: "How full the queue is",
  description:
    "Tells how much is asked of this machine: free and held GPUs, running and queued tasks, GPUs that the queue asks for, how long its head has waited. For when one task would start, use `preview_submit`.",
  input: Nothing,
  async run(api) {
    const [{ gpus }, queued, active] = await Promise.all([
      read<Gpus>(api, "/api/v1/gpus"),
      some(api, "queued", HEAD),
      some(api, "starting,running,stopping", 1),
    ]);
    const withStatus = (wanted: string) =>
      gpus.filter(({ status }) => status === wanted).map(({ index }) => index);
    const wanted = queued.tasks.reduce((sum, { nGpus }) => sum + nGpus, 0);
    const since = queued.tasks.map(({ submittedAtMs }) => submittedAtMs);
    const oldest = since.length === 0 ? null : Math.min(...since);
    return {
      facts: {
        gpus: {
          total: gpus.length,
          free: withStatus("free"),
          held: withStatus("held"),
          busyWithOthers: withStatus("busy"),
          disabled: withStatus("disabled"),
          unknown: withStatus("unknown"),
        },
        running: active.total,
        queued: queued.total,
        gpusWantedByQueue: wanted,
        ...queued.total > HEAD ? { countedTasks: HEAD } : {},
        oldestSubmittedAt: at(oldest),
        oldestWaitsSeconds: oldest === null
          ? null
          : seconds(Date.now() - oldest),
        head: queued.tasks.slice(0, SHOWN)
          .map(({ id, nGpus }) => ({ id, gpusWanted: nGpus })),
      },
    };
  },
});

function some(api: AntApi, state: string, limit: number): Promise<TaskPage> {
  return read(api, `/api/v1/tasks?state=${state}&limit=${limit}`);
}

import type { GpuView } from "../../../scheduler/view/board.ts";
import type { Call, Words } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";
import { findGpu, GPU_COLUMNS, gpuIndices } from "../../tasks/gpus.ts";

/** The words of a verb that works on GPUs. */
export const GPUS: Words = {
  shown: "GPU...",
  least: 1,
  most: Infinity,
  complete: "gpu",
};

/** Switches GPUs, each for the tasks to come. */
export async function switchGpus(
  { words, ...call }: Call,
  body: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const api = await call.api();
  const { gpus: all } = await api.get<{ gpus: readonly GpuView[] }>("/gpus");
  const indices = gpuIndices(words);
  for (const index of indices) findGpu(all, index);
  const gpus: GpuView[] = [];
  for (const index of indices) {
    gpus.push(await api.send<GpuView>("PATCH", `/gpus/${index}`, body));
  }
  return {
    json: { gpus },
    rowsIn: "gpus",
    table: {
      columns: GPU_COLUMNS,
      rows: gpus as unknown as readonly Readonly<Record<string, unknown>>[],
      empty: "",
    },
  };
}

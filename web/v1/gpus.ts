import { type GpuView, Refused, type Scheduler } from "../../scheduler/mod.ts";

/** The GPUs, and why none can be read where that is so. */
export async function showGpus(
  scheduler: Scheduler,
): Promise<
  { readonly gpus: readonly GpuView[]; readonly problem: string | null }
> {
  const { gpus, health } = await scheduler.board();
  return { gpus, problem: health.gpus };
}

/**
 * Switches the GPU of that physical index for the tasks to come, and shows
 * it.
 *
 * @throws {Refused} where this server does not use it.
 */
export async function switchGpu(
  scheduler: Scheduler,
  name: string,
  enabled: boolean,
): Promise<GpuView> {
  if (!/^\d{1,4}$/.test(name)) {
    const reason = `Cannot switch GPU "${name}": its index is a number`;
    throw new Refused("unknown-gpu", [reason]);
  }
  const gpu = Number(name);
  await scheduler.dispatch({ kind: "switchGpu", gpu, enabled });
  const { gpus } = await scheduler.board();
  return gpus.find(({ index }) => index === gpu)!;
}

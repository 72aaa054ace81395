import type { z } from "zod";
import {
  type GpuView,
  Invalid,
  readBegin,
  Refused,
  type Scheduler,
  SpecError,
  type SubmitContext,
} from "../../scheduler/mod.ts";
import type { GpuSwitch } from "./request/shapes.ts";

type Wish = z.output<typeof GpuSwitch>;

/** The GPUs, and why none can be read where that is so. */
export async function showGpus(
  scheduler: Scheduler,
): Promise<
  { readonly gpus: readonly GpuView[]; readonly problem: string | null }
> {
  return { gpus: await scheduler.gpus(), problem: scheduler.health.gpus };
}

/**
 * Switches the GPU of that physical index for the tasks to come, off with a
 * reason and an end where they are given, and shows it.
 *
 * @throws {SpecError} for a time that is none or past.
 * @throws {Refused} where this server does not use it.
 */
export async function switchGpu(
  scheduler: Scheduler,
  name: string,
  { enabled, reason, until }: Wish,
  clock: SubmitContext,
): Promise<GpuView> {
  if (!/^\d{1,4}$/.test(name)) {
    const why = `Cannot switch GPU "${name}": its index is a number`;
    throw new Refused("unknown-gpu", [why]);
  }
  const gpu = Number(name);
  const field = reason === undefined ? "until" : "reason";
  if (enabled && (reason ?? until) !== undefined) {
    const message = `Cannot switch GPU ${gpu} on with a "${field}": it says ` +
      `why and until when the GPU is off`;
    throw new SpecError([{ message, field }]);
  }
  await scheduler.dispatch({
    kind: "switchGpu",
    gpu,
    enabled,
    ...reason !== undefined && { reason },
    ...until !== undefined && { untilMs: readUntil(until, clock) },
  });
  const gpus = await scheduler.gpus();
  return gpus.find(({ index }) => index === gpu)!;
}

/** @throws {SpecError} for a time that is none or past. */
function readUntil(text: string, clock: SubmitContext): number {
  const atMs = readBegin(text, clock);
  const problem = atMs instanceof Invalid
    ? atMs.reason
    : atMs <= clock.nowMs
    ? `"${text}" is past`
    : null;
  if (problem === null) return atMs as number;
  const message = `Cannot read "until": ${problem}`;
  throw new SpecError([{ message, field: "until" }]);
}

import type { TaskId } from "../model/units.ts";
import type { GpuView } from "./board.ts";

/** Who has a GPU, in the words of a glance. */
export type HoldKind = "ours" | "outsider" | "free" | "disabled" | "unknown";

/** Neighboring GPUs under one head. */
export interface Hold {
  readonly kind: HoldKind;
  readonly gpus: readonly GpuView[];
  /** The tasks that hold all of them; empty unless `kind` is `ours`. */
  readonly tasks: readonly TaskId[];
  /** The same tasks' GPUs that stand elsewhere in the strip. */
  readonly elsewhere: readonly number[];
  /** Tells whether it begins a row of four. */
  readonly beginsRow: boolean;
}

/** GPUs in a row on a window of middle width; no hold crosses its end. */
const ROW = 4;

/** Groups GPUs by who holds them, in the order in which they were selected. */
export function groupHolds(gpus: readonly GpuView[]): readonly Hold[] {
  const runs: GpuView[][] = [];
  for (const [place, gpu] of gpus.entries()) {
    const run = runs.at(-1);
    const joins = run !== undefined && place % ROW !== 0 &&
      keyOf(run[0]!) === keyOf(gpu);
    if (joins) run.push(gpu);
    else runs.push([gpu]);
  }
  let place = 0;
  return runs.map((run) => {
    const beginsRow = place > 0 && place % ROW === 0;
    place += run.length;
    return holdOf(run, gpus, beginsRow);
  });
}

function holdOf(
  run: readonly GpuView[],
  all: readonly GpuView[],
  beginsRow: boolean,
): Hold {
  const [first] = run as [GpuView];
  const kind = kindOf(first);
  const tasks = kind === "ours" ? first.heldBy : [];
  const elsewhere = all.filter((gpu) =>
    kind === "ours" && !run.includes(gpu) &&
    gpu.heldBy.some((id) => tasks.includes(id))
  ).map(({ index }) => index);
  return { kind, gpus: run, tasks, elsewhere, beginsRow };
}

/** A hold begins where this changes; only tasks of ours span GPUs. */
function keyOf(gpu: GpuView): string {
  return kindOf(gpu) === "ours"
    ? JSON.stringify(gpu.heldBy)
    : `gpu ${gpu.index}`;
}

/** Says who has a GPU; a task of ours outweighs every other sign. */
export function kindOf({ status, heldBy }: GpuView): HoldKind {
  if (heldBy.length > 0) return "ours";
  switch (status) {
    case "held":
      return "ours";
    case "busy":
      return "outsider";
    case "free":
    case "disabled":
    case "unknown":
      return status;
  }
}

/** The first user of a GPU who is not ours, where the driver tells. */
export function userOf(outsiders: GpuView["outsiders"]): string {
  return outsiders.find(({ user }) => user !== null)?.user ?? "Someone else";
}

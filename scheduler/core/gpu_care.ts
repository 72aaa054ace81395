import type { Drain } from "../model/drain.ts";
import { Refused } from "../model/errors.ts";
import type { SchedulerEvent } from "../model/event.ts";
import type { Command } from "../model/command.ts";
import type { FailureClass } from "../model/failure_class.ts";
import type { GpuEnd } from "../model/gpu_end.ts";
import type { SchedulerState } from "../model/state.ts";
import { heldShares, type Task } from "../model/task.ts";
import type { EpochMs, GpuIndex } from "../model/units.ts";
import { failureClass } from "./retries.ts";
import type { Rules, Suspicion } from "./rules.ts";

/** Failures that a broken GPU can cause; the others have causes of their own. */
const SUSPECT: readonly FailureClass[] = ["exit", "signal", "oom", "nccl"];

/** Switches a GPU for further tasks; off, with a reason and an end if given. */
export function switchGpu(
  { drains }: SchedulerState,
  wish: Extract<Command, { kind: "switchGpu" }>,
  nowMs: EpochMs,
  { gpus }: Rules,
): SchedulerEvent[] {
  const { gpu, enabled, reason = null, untilMs = null } = wish;
  if (!gpus.includes(gpu)) {
    const have = gpus.length === 0 ? "none" : gpus.join(", ");
    const why = `Cannot switch GPU ${gpu}: this server uses ${have}`;
    throw new Refused("unknown-gpu", [why]);
  }
  const before = drains.get(gpu);
  if (enabled) {
    return before === undefined
      ? []
      : [{ kind: "gpuSwitched", gpu, drain: null }];
  }
  const saysNothing = reason === null && untilMs === null;
  if (before !== undefined && saysNothing) return [];
  const drain: Drain = { by: "person", reason, sinceMs: nowMs, untilMs };
  return [{ kind: "gpuSwitched", gpu, drain }];
}

/** Ends the drains whose time has come. */
export function endDrains(
  { drains }: SchedulerState,
  nowMs: EpochMs,
): SchedulerEvent[] {
  return [...drains].flatMap(([gpu, { untilMs }]) =>
    untilMs !== null && untilMs <= nowMs
      ? [{ kind: "gpuSwitched", gpu, drain: null } as const]
      : []
  );
}

/**
 * Takes a GPU out of use until a person says otherwise. Where a person has
 * done so already, and said why, their word stands.
 */
export function quarantine(
  { drains }: SchedulerState,
  gpu: GpuIndex,
  reason: string,
  nowMs: EpochMs,
): SchedulerEvent[] {
  const before = drains.get(gpu);
  const isSaid = before !== undefined && before.untilMs === null &&
    before.reason !== null;
  if (isSaid) return [];
  const drain: Drain = { by: "server", reason, sinceMs: nowMs, untilMs: null };
  return [{ kind: "gpuSwitched", gpu, drain }];
}

/** How a task's end looks from its GPUs; `null` where it held none. */
export function gpuEndOf(
  task: Task,
  { as, atMs }: Extract<SchedulerEvent, { kind: "taskEnded" }>,
): GpuEnd | null {
  const gpus = heldShares(task).map(({ gpu }) => gpu);
  if (gpus.length === 0) return null;
  const found = failureClass(as);
  return {
    id: task.id,
    gpus,
    startedAtMs: task.startedAtMs ?? atMs,
    endedAtMs: atMs,
    isSuspect: found !== null && SUSPECT.includes(found),
  };
}

/**
 * Finds GPUs on which task after task fails at once, while no task fails so
 * elsewhere and some do well: those that a server would else feed its whole
 * queue. Tasks that would fail anywhere, of a sweep with a fault in it, tell
 * nothing about a GPU; neither does a machine with a single one.
 */
export function quarantines(
  state: SchedulerState,
  events: readonly SchedulerEvent[],
  nowMs: EpochMs,
  { suspicion }: Rules,
): SchedulerEvent[] {
  if (suspicion.failures === 0) return [];
  const isQuick = (end: GpuEnd) => isQuickFailure(end, suspicion);
  const fresh = events.flatMap((event) =>
    event.kind === "taskEnded"
      ? gpuEndOf(state.tasks.get(event.id)!, event) ?? []
      : []
  );
  const suspects = new Set(fresh.filter(isQuick).flatMap(({ gpus }) => gpus));
  if (suspects.size === 0) return [];
  const ends = [...state.gpuEnds, ...fresh];
  const seconds = suspicion.withinMs / 1000;
  return [...suspects].flatMap((gpu) => {
    const failed = failuresInARow(ends, gpu, suspicion);
    const [first] = failed;
    if (
      first === undefined ||
      !isWellElsewhere(state, ends, first, gpu, nowMs, suspicion)
    ) return [];
    const reason = `${failed.length} tasks failed within ${seconds} s each, ` +
      `while tasks on other GPUs did well`;
    return quarantine(state, gpu, reason, nowMs);
  });
}

/** The last ends on a GPU, if they are failures of enough different tasks. */
function failuresInARow(
  ends: readonly GpuEnd[],
  gpu: GpuIndex,
  suspicion: Suspicion,
): readonly GpuEnd[] {
  const latest = new Map<string, GpuEnd>();
  for (const end of ends.toReversed()) {
    if (!end.gpus.includes(gpu)) continue;
    if (!isQuickFailure(end, suspicion)) break;
    latest.set(end.id, end);
    if (latest.size === suspicion.failures) {
      return [...latest.values()].reverse();
    }
  }
  return [];
}

function isWellElsewhere(
  { holding, tasks }: SchedulerState,
  ends: readonly GpuEnd[],
  first: GpuEnd,
  gpu: GpuIndex,
  nowMs: EpochMs,
  suspicion: Suspicion,
): boolean {
  const since = ends.filter(({ gpus, startedAtMs }) =>
    !gpus.includes(gpu) && startedAtMs >= first.startedAtMs
  );
  if (since.some((end) => isQuickFailure(end, suspicion))) return false;
  if (since.some(({ isSuspect }) => !isSuspect)) return true;
  return [...holding].some((id) => {
    const task = tasks.get(id)!;
    const startedAtMs = task.startedAtMs ?? nowMs;
    return startedAtMs >= first.startedAtMs &&
      nowMs - startedAtMs > suspicion.withinMs &&
      !heldShares(task).some((share) => share.gpu === gpu);
  });
}

function isQuickFailure(
  { isSuspect, startedAtMs, endedAtMs }: GpuEnd,
  { withinMs }: Suspicion,
): boolean {
  return isSuspect && endedAtMs - startedAtMs <= withinMs;
}

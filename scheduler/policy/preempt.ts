import { PRIORITIES, URGENT } from "../model/options/priority.ts";
import type { SchedulerState } from "../model/state.ts";
import { heldShares, isPreempted, type Task } from "../model/task.ts";
import { TurnMerge } from "../model/turn_merge.ts";
import type { EpochMs, TaskId } from "../model/units.ts";
import type { Offers } from "./demand.ts";
import { Limits } from "./limits.ts";
import { OpenGpus } from "./open_gpus.ts";
import { plan, type PlanBounds } from "./plan.ts";

/** What bounds preemption. */
export interface PreemptRules extends PlanBounds {
  /** A task that has made way is let alone for so long. */
  readonly preemptCooldownMs: number;
}

/** A task that is asked to go, and whom it makes way for. */
export interface Victim {
  readonly id: TaskId;
  readonly makesWayFor: TaskId;
}

/** What may be given away, were these tasks gone. */
export type OffersWithout = (
  state: SchedulerState,
  gone: ReadonlySet<TaskId>,
) => Offers;

/** For so many urgent tasks it is weighed who goes, the first in turn. */
const URGENT_SIGHT = 8;
/** Among so many victims the best choice is found by trying all of them. */
const TRIED_VICTIMS = 8;

/**
 * Chooses preemptible tasks to stop, so that urgent tasks that wait start:
 * those that free enough with the least work lost, and none where that would
 * not let the urgent one start, by the plan itself. What stops already counts
 * as gone. An urgent task that would not start whoever went hides none behind
 * it. Costs nothing while nothing urgent waits.
 */
export function preempt(
  state: SchedulerState,
  offersWithout: OffersWithout,
  rules: PreemptRules,
  nowMs: EpochMs,
): readonly Victim[] {
  const gone = new Set(state.stopping);
  const victims: Victim[] = [];
  const line = urgentLine(state);
  for (let weighed = 0; line.next !== null && weighed < URGENT_SIGHT;) {
    const id = line.next;
    const task = state.tasks.get(id)!;
    const candidates = mayGoFor(state, task, rules, nowMs)
      .filter((one) => !gone.has(one.id));
    const fits = (chosen: readonly Task[]) => {
      const away = union(gone, chosen);
      const after = stateWithout(state, away);
      return new Limits(after, rules.capacity).haveRoomFor(task.spec) &&
        new OpenGpus(offersWithout(after, away)).take(task.spec) !== null;
    };
    if (!fits(candidates)) {
      line.drop(); // All behind it in this lane want the same.
      continue;
    }
    weighed++;
    line.advance();
    const starts = (away: ReadonlySet<TaskId>) =>
      startsWithout(state, id, away, offersWithout, rules, nowMs);
    if (starts(gone)) continue;
    const chosen = cheapest(candidates, fits, nowMs);
    if (!starts(union(gone, chosen))) continue;
    for (const one of chosen) {
      gone.add(one.id);
      victims.push({ id: one.id, makesWayFor: id });
    }
  }
  return victims;
}

/** Who may ask others to make way, in turn. */
function urgentLine({ queue }: SchedulerState): TurnMerge {
  const lanes = queue.gpuLanes().filter(({ priority }) => priority >= URGENT);
  return new TurnMerge(lanes.map(({ turns }) => turns()));
}

/** Running tasks of a lower priority that agreed to it, and not just now. */
function mayGoFor(
  { holding, tasks }: SchedulerState,
  urgent: Task,
  { preemptCooldownMs }: PreemptRules,
  nowMs: EpochMs,
): readonly Task[] {
  const { priority = URGENT } = urgent.spec.options;
  return [...holding].map((id) => tasks.get(id)!).filter((task) => {
    const { preemptible, priority: own = PRIORITIES.normal! } =
      task.spec.options;
    const last = task.earlier.findLast(({ as }) => isPreempted(as));
    return preemptible && task.state.name === "running" && own < priority &&
      (last === undefined || last.endedAtMs + preemptCooldownMs <= nowMs);
  });
}

/** The choice that frees enough and loses least; all of them free enough. */
function cheapest(
  candidates: readonly Task[],
  fits: (chosen: readonly Task[]) => boolean,
  nowMs: EpochMs,
): readonly Task[] {
  const cost = (chosen: readonly Task[]) =>
    chosen.reduce((sum, task) => sum + lostGpuMs(task, nowMs), 0);
  const byCost = (a: readonly Task[], b: readonly Task[]) =>
    cost(a) - cost(b) || a.length - b.length;
  if (candidates.length <= TRIED_VICTIMS) {
    return subsets(candidates).sort(byCost).find(fits)!;
  }
  // Too many to try all: leave out who is not needed, the dearest first.
  let chosen = candidates;
  for (const task of candidates.toSorted((a, b) => byCost([b], [a]))) {
    const others = chosen.filter((one) => one !== task);
    if (fits(others)) chosen = others;
  }
  return chosen;
}

/** The work that is done again: GPUs times the time of this attempt. */
function lostGpuMs(task: Task, nowMs: EpochMs): number {
  return heldShares(task).length *
    Math.max(0, nowMs - (task.startedAtMs ?? nowMs));
}

function subsets(tasks: readonly Task[]): (readonly Task[])[] {
  return tasks.reduce<(readonly Task[])[]>(
    (found, task) => [...found, ...found.map((some) => [...some, task])],
    [[]],
  );
}

/** Whether the plan would start a task, were some others gone. */
function startsWithout(
  state: SchedulerState,
  id: TaskId,
  gone: ReadonlySet<TaskId>,
  offersWithout: OffersWithout,
  rules: PreemptRules,
  nowMs: EpochMs,
): boolean {
  const after = stateWithout(state, gone);
  return plan(after, offersWithout(after, gone), rules, nowMs)
    .some((placement) => placement.id === id);
}

function stateWithout(
  state: SchedulerState,
  gone: ReadonlySet<TaskId>,
): SchedulerState {
  const left = (ids: ReadonlySet<TaskId>) => ids.difference(gone);
  return {
    ...state,
    active: left(state.active),
    holding: left(state.holding),
    stopping: new Set(),
  };
}

function union(
  gone: ReadonlySet<TaskId>,
  more: readonly Task[],
): ReadonlySet<TaskId> {
  return gone.union(new Set(more.map(({ id }) => id)));
}

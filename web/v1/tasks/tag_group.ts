import {
  Refused,
  restartStem,
  type Scheduler,
  type SchedulerState,
  type TaskId,
} from "../../../scheduler/mod.ts";
import type { State } from "../../state.ts";
import { actInBulk, type BulkAnswer } from "./bulk.ts";
import { listTag } from "./tag_list.ts";

/**
 * Tells how the tasks of a tag stand, whether all have ended, and whether it is
 * paused.
 *
 * @throws {Refused} for a tag that no task carries and nobody has paused.
 */
export function showTag(scheduler: Scheduler, tag: string) {
  return scheduler.read((state) => {
    const pause = state.pauses.find((one) => one.tag === tag) ?? null;
    const listed = listTag(state, tag);
    if (listed === null && pause === null) throw unknownTag(tag);
    const { count, byState } = listed ?? { count: 0, byState: {} };
    const open = state.tags
      .ids(tag, "queued", "starting", "running", "stopping").length;
    return { name: tag, count, byState, isDone: open === 0, pause };
  });
}

/** Stops all with a tag that runs, and takes what waits from the queue. */
export async function stopTag(
  state: Pick<State, "scheduler" | "removed">,
  tag: string,
): Promise<BulkAnswer> {
  const ids = await idsOf(state.scheduler, tag, ({ tags }) =>
    // What waits goes first, so that nothing of it takes a freed GPU.
    tags.ids(tag, "queued", "starting", "running"));
  return await actInBulk(state, "terminate", ids);
}

/**
 * Queues those with a tag again that failed or were lost: of a task and its
 * restarts the last one alone counts, so that asking twice queues nothing
 * twice.
 */
export async function retryTag(
  state: Pick<State, "scheduler" | "removed">,
  tag: string,
): Promise<BulkAnswer> {
  const ids = await idsOf(state.scheduler, tag, failedLast(tag));
  return await actInBulk(state, "restart", ids);
}

function failedLast(tag: string) {
  return ({ tags, tasks }: SchedulerState): readonly TaskId[] => {
    const failed = tags.ids(tag, "failed", "lost");
    const others = tags.ids(
      tag,
      ...["queued", "starting", "running", "stopping"] as const,
      ...["succeeded", "terminated"] as const,
    );
    const last = new Map<string, TaskId>();
    for (const id of [...failed, ...others]) {
      const stem = restartStem(id);
      const before = last.get(stem);
      const isLater = before === undefined ||
        tasks.get(before)!.submittedAtMs <= tasks.get(id)!.submittedAtMs;
      if (isLater) last.set(stem, id);
    }
    const wanted = new Set(last.values());
    return failed.filter((id) => wanted.has(id));
  };
}

function idsOf(
  scheduler: Scheduler,
  tag: string,
  find: (state: SchedulerState) => readonly TaskId[],
): Promise<readonly TaskId[]> {
  return scheduler.read((state) => {
    if (state.tags.counts(tag) === null) throw unknownTag(tag);
    return find(state);
  });
}

function unknownTag(tag: string): Refused {
  return new Refused("unknown-tag", [`Cannot find a task with #${tag}`]);
}

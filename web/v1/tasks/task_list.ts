import type { z } from "zod";
import {
  type EpochMs,
  instantOf,
  isEnded,
  type SchedulerState,
  type Task,
  type TaskView,
  termsOf,
  viewTask,
} from "../../../scheduler/mod.ts";
import type { TasksQuery } from "../request/queries.ts";
import { ORDERS } from "./list_orders.ts";
import { GROUPS, placeIn, readCursor, writeCursor } from "./list_place.ts";

/** Some of the tasks that match, and where the next ones begin. */
export interface TaskPage {
  readonly tasks: readonly TaskView[];
  /** How many match in all. */
  readonly total: number;
  /** `null` on the last page. */
  readonly nextCursor: string | null;
}

/**
 * Lists tasks: those at work, then the queue in turn, then those that have
 * ended, latest first. What asks for no selection costs as much as its page;
 * a selection looks at every task that may be meant, so that one by states at
 * work or queued costs nothing for those that have ended.
 *
 * @throws {SpecError} for a cursor that no answer has named.
 */
export function listTasks(
  scheduled: SchedulerState,
  query: z.output<typeof TasksQuery>,
  nowMs: EpochMs,
): TaskPage {
  const { order, limit, cursor } = query;
  const after = cursor === undefined ? null : readCursor(cursor);
  const { isMeant, isAnything, mayHold } = selectionOf(query, nowMs);
  const page: Task[] = [];
  let total = isAnything ? scheduled.tasks.size : 0;
  for (
    const { task, isBehind } of ORDERS[order](scheduled, {
      after,
      mayLeaveOut: isAnything,
      mayHold,
    })
  ) {
    if (!isMeant(task)) continue;
    if (!isAnything) total++;
    if (isBehind && page.length <= limit) page.push(task);
    if (isAnything && page.length > limit) break;
  }
  const isMore = page.length > limit;
  if (isMore) page.pop();
  return {
    tasks: page.map((task) => viewTask(task)),
    total,
    nextCursor: isMore ? writeCursor(placeIn[order](page.at(-1)!)) : null,
  };
}

/** Which tasks a query asks for. */
function selectionOf(
  { state, tag, submitter, since, q }: z.output<typeof TasksQuery>,
  nowMs: EpochMs,
) {
  const states = new Set<string>(state);
  const words = termsOf(q);
  const sinceMs = since === undefined ? 0 : instantOf(since, "since", nowMs)!;
  const isAnything = states.size === 0 && tag === undefined && sinceMs === 0 &&
    submitter === undefined && words.length === 0;
  const isMeant = (task: Task) =>
    (states.size === 0 || states.has(task.state.name)) &&
    (tag === undefined || task.spec.tags.includes(tag)) &&
    (submitter === undefined || (task.submitter ?? "") === submitter) &&
    !(isEnded(task) && task.endedAtMs! < sinceMs) && says(task, words);
  const groups = new Set(state.map((name) => GROUPS[name]));
  const mayHold = (group: number) => groups.size === 0 || groups.has(group);
  return { isMeant, isAnything, mayHold };
}

function says(task: Task, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  // Secrets are masked.
  const { id, submitter = "", command, envar, tags } = viewTask(task);
  const variables = Object.entries(envar).map(([name, value]) =>
    `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`
  );
  const text = [id, `@${submitter}`, command, ...tags, ...variables]
    .join("\n").toLowerCase();
  return words.every((word) => text.includes(word));
}

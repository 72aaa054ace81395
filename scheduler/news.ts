import type { SchedulerEvent } from "./model/event.ts";
import type { News, NewsTask } from "./model/news.ts";
import { inTurn, type SchedulerState } from "./model/state.ts";
import { isEnded, type Task } from "./model/task.ts";
import type { EpochMs, GpuIndex } from "./model/units.ts";
import { viewTask } from "./view/task_view.ts";
import { endLine, ranFor, STATE_WORDS } from "./view/task_words.ts";
import { duration, gpuCount, gpuNames } from "./view/words.ts";

/** What of the events is news. An attempt that is followed by another is none. */
export function newsOf(
  events: readonly SchedulerEvent[],
  { tasks }: SchedulerState,
  atMs: EpochMs,
): News[] {
  return events.flatMap((event) => {
    if (event.kind === "taskEnded") {
      const task = tasks.get(event.id);
      return task !== undefined && isEnded(task) ? [endNews(task, atMs)] : [];
    }
    if (event.kind !== "gpuSwitched" || event.drain?.by !== "server") return [];
    return [gpuNews([event.gpu], "quarantined", event.drain.reason, atMs)];
  });
}

function endNews(task: Task, atMs: EpochMs): News {
  const view = viewTask(task);
  const isFailed = view.state === "failed" || view.state === "lost";
  const where = view.gpus.length === 0
    ? gpuCount(view.nGpus)
    : gpuNames(view.gpus);
  const facts = [endLine(view), `ran for ${ranFor(view, atMs)}`, where];
  return {
    events: isFailed ? ["failed", "ended"] : ["ended"],
    title: `${task.id}: ${STATE_WORDS[view.state].toLowerCase()}`,
    text: facts.filter((fact) => fact !== "").join(", "),
    ...ofTask(task),
    atMs,
  };
}

/** GPUs that can not be used any more, and why. */
export function gpuNews(
  gpus: readonly GpuIndex[],
  what: "lost" | "quarantined",
  reason: string | null,
  atMs: EpochMs,
): News {
  return {
    events: ["gpu"],
    title: `${gpuNames(gpus)}: ${what}`,
    text: reason ?? "",
    ...{ task: null, gpus, atMs, wish: null },
  };
}

/**
 * The tasks that have waited for so long since a while ago. One that a person
 * holds, that waits for its moment or for another task, is where it should be.
 */
export function waitNews(
  state: SchedulerState,
  { fromMs, toMs, limitMs }: {
    readonly fromMs: EpochMs;
    readonly toMs: EpochMs;
    readonly limitMs: number;
  },
): News[] {
  const found: News[] = [];
  for (const task of inTurn(state)) {
    const dueMs = task.sinceMs + limitMs;
    const isDue = dueMs > fromMs && dueMs <= toMs;
    const { spec: { options }, notBeforeMs, pending } = task;
    const isMeant = options.hold || notBeforeMs !== null || pending.length > 0;
    if (!isDue || isMeant) continue;
    found.push({
      events: ["wait"],
      title: `${task.id}: still waits`,
      text: `queued for ${duration(toMs - task.sinceMs)}`,
      ...ofTask(task),
      atMs: toMs,
    });
  }
  return found;
}

function ofTask(task: Task): Pick<News, "task" | "gpus" | "wish"> {
  const view = viewTask(task);
  const { id, state, attempt, tags, end } = view;
  const { submittedAtMs, startedAtMs, endedAtMs } = view;
  const { exitCode = null, signal = null, cause = null } = end ?? {};
  const known: NewsTask = {
    ...{ id, state, exitCode, signal, cause, attempt, tags },
    ...{ submittedAtMs, startedAtMs, endedAtMs },
  };
  const wish = task.spec.options.notify ?? null;
  return { task: known, gpus: view.gpus, wish };
}

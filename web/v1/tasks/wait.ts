import type { z } from "zod";
import type {
  BoardPatch,
  BoardView,
  Scheduler,
  TaskView,
} from "../../../scheduler/mod.ts";
import type { WaitQuery } from "../request/queries.ts";
import { findTask, showTask, type TaskAnswer } from "./tasks.ts";

type Wish = z.output<typeof WaitQuery>;
type StateName = TaskView["state"];

const WAITS: readonly StateName[] = ["queued", "starting"];
const AT_WORK: readonly StateName[] = [...WAITS, "running", "stopping"];

/** The states in which one waits on. */
const BEFORE: Readonly<Record<Wish["until"], readonly StateName[]>> = {
  started: WAITS,
  ended: AT_WORK,
};

/**
 * Shows a task once it has started or ended, or as it stands when the time is
 * up, the reader is gone or the server stops. Its state tells which.
 *
 * @throws {Refused} where there is no such task, or none any more.
 */
export async function waitForTask(
  scheduler: Scheduler,
  id: string,
  { until, timeout }: Wish,
  signal: AbortSignal,
): Promise<TaskAnswer> {
  const isBefore = ({ state }: TaskView) => BEFORE[until].includes(state);
  const { feed } = scheduler;
  await findTask(scheduler, id);
  const news = await scheduler.read(() => feed.read(feed.lastId));
  const stop = () => void news.return?.();
  const alarm = setTimeout(stop, timeout * 1000);
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  try {
    let task = await showTask(scheduler, id);
    while (isBefore(task)) {
      const { done, value } = await news.next();
      if (done) break;
      if (isAbout(value.data, id)) task = await showTask(scheduler, id);
    }
  } finally {
    clearTimeout(alarm);
    signal.removeEventListener("abort", stop);
    stop();
  }
  return await showTask(scheduler, id);
}

function isAbout(news: BoardView | BoardPatch, id: string): boolean {
  if (!("remove" in news || "upsert" in news)) return false;
  return news.remove?.includes(id) === true ||
    news.upsert?.some((one) => one.id === id) === true;
}

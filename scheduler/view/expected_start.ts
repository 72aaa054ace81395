import type { BoardView } from "./board.ts";
import type { TaskView } from "./task_view.ts";
import { UNKNOWN } from "./words.ts";

/**
 * When a queued task is expected to start. No running task tells when it
 * ends, so no time can be told: only who is next, and who never starts.
 */
export function expectedStart(
  { queued, gpus }: BoardView,
  { id, nGpus }: TaskView,
): "next" | "never" | typeof UNKNOWN {
  if (nGpus > gpus.length) return "never";
  const first = queued.find((task) =>
    nGpus === 0 ? task.nGpus === 0 : task.nGpus > 0 && task.nGpus <= gpus.length
  );
  return first?.id === id ? "next" : UNKNOWN;
}

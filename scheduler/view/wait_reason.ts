import type { BoardView } from "./board.ts";
import type { TaskView } from "./task_view.ts";

/** Why a queued task has not started, in a few words. */
export function waitReason(
  { queued, gpus, health }: BoardView,
  { id, nGpus }: Pick<TaskView, "id" | "nGpus">,
): string {
  if (health.journal !== null) return `held back: ${health.journal}`;
  if (nGpus > gpus.length) {
    return `can not start: needs ${gpuCount(nGpus)}, ` +
      `${gpus.length} can be used`;
  }
  if (nGpus === 0) return "waits for a place among the tasks without GPUs";
  const head = queued.find((row) => row.nGpus > 0 && row.nGpus <= gpus.length);
  if (head !== undefined && head.id !== id) {
    return `after ${head.id}, which needs ${gpuCount(head.nGpus)}`;
  }
  const free = gpus.filter(({ status }) => status === "free").length;
  return `needs ${gpuCount(nGpus)}, ${free} free`;
}

/** Counts GPUs in words: `1 GPU`, `2 GPUs`. */
function gpuCount(count: number): string {
  return count === 1 ? "1 GPU" : `${count} GPUs`;
}

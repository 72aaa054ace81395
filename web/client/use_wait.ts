import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { QueueWait, queueWait } from "../../scheduler/view/queue_wait.ts";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import { board } from "./feed.ts";

/** How a queued task waits, as the board tells; `null` of any other task. */
export function useWait(
  task: TaskView,
  initial: QueueWait | null,
): QueueWait | null {
  const tell = useSignal<typeof queueWait | null>(null);
  const isQueued = task.state === "queued";
  useEffect(() => {
    if (!isQueued) return;
    import("../../scheduler/view/queue_wait.ts").then(
      ({ queueWait }) => tell.value = queueWait,
      () => {}, // Then the page says what the server said.
    );
  }, [isQueued]);
  if (!isQueued) return null;
  const now = board.value;
  return now === null || tell.value === null ? initial : tell.value(now, task);
}

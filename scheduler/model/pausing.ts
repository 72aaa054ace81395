import type { Pause } from "./pause.ts";
import type { SchedulerState } from "./state.ts";
import type { Task } from "./task.ts";

/** Lets nothing start any more, of all or of a tag. */
export function placePause(state: SchedulerState, pause: Pause): void {
  const { tag } = pause;
  state.pauses = [...state.pauses.filter((one) => one.tag !== tag), pause];
  if (tag !== null) state.queue.pause(tag, queuedWith(state, tag));
}

/** Lets it start again. */
export function liftPause(state: SchedulerState, tag: string | null): void {
  state.pauses = state.pauses.filter((one) => one.tag !== tag);
  if (tag !== null) state.queue.resume(tag, queuedWith(state, tag));
}

function queuedWith({ tags, tasks }: SchedulerState, tag: string): Task[] {
  return tags.ids(tag, "queued").map((id) => tasks.get(id)!);
}

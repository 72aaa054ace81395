import type { TaskView } from "../../scheduler/view/task_view.ts";
import { counted } from "../../scheduler/view/words.ts";
import { Icon } from "../parts/Icon.tsx";

/** What {@linkcode EndTagged} is given. */
export interface EndTaggedProps {
  readonly tasks: readonly TaskView[];
  /** The tags by which they were chosen. */
  readonly what: string;
}

/** Ends all tasks with a tag; a plain form, which an island takes over. */
export function EndTagged({ tasks, what }: EndTaggedProps) {
  const running = tasks.filter(({ state }) => state !== "stopping");
  if (running.length === 0) return null;
  return (
    <form method="post" class="contents" data-bulk={what}>
      <input type="hidden" name="action" value="terminate" />
      {running.map(({ id }) => (
        <input key={id} type="hidden" name="id" value={id} />
      ))}
      <button
        type="submit"
        class="b sm bad"
        aria-label={`Terminate ${counted(running.length, "task")} with ${what}`}
      >
        <Icon name="stop" />
        {`Terminate ${counted(running.length, "task")}`}
      </button>
    </form>
  );
}

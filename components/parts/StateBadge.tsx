import type { TaskView } from "../../scheduler/view/task_view.ts";
import { STATE_WORDS } from "../../scheduler/view/task_words.ts";
import { Icon } from "./Icon.tsx";

/** A task's state: silhouette and word, then color. */
export function StateBadge({ state }: { state: TaskView["state"] }) {
  return (
    <span class={`st ${state}`}>
      <Icon name={`s-${state}`} />
      {STATE_WORDS[state]}
    </span>
  );
}

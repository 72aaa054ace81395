import type { TaskView } from "../../scheduler/view/task_view.ts";
import { isActiveView } from "../../scheduler/view/task_words.ts";

/** What {@linkcode Tags} is given. */
export interface TagsProps {
  readonly tags: readonly string[];
  /** How their task stands: each then leads to its list, by that tag. */
  readonly state?: TaskView["state"];
}

/** A task's tags; nothing where it has none. */
export function Tags({ tags, state }: TagsProps) {
  if (tags.length === 0) return null;
  return (
    <span class="tags">
      {tags.map((tag) =>
        state === undefined ? <span key={tag} class="tag">{tag}</span> : (
          <a
            key={tag}
            class="tag"
            href={tagHref(tag, state)}
            title={`All with #${tag}`}
          >
            {tag}
          </a>
        )
      )}
    </span>
  );
}

/** Where tasks of a state are listed, those with a tag alone. */
export function tagHref(tag: string, state: TaskView["state"]): string {
  const list = state === "queued"
    ? "queue"
    : isActiveView({ state })
    ? "ongoing_task"
    : "completed_task";
  return `${list}?tag=${encodeURIComponent(tag)}`;
}

import { Icon } from "../parts/Icon.tsx";

/** What {@linkcode RestartAll} is given. */
export interface RestartAllProps {
  readonly id: string;
  /** How many tasks failed because it did. */
  readonly count: number;
}

/** Offers to queue a task again together with those that fell with it. */
export function RestartAll({ id, count }: RestartAllProps) {
  return (
    <form method="post" class="p">
      <div class="ph acts-row">
        <span class="help">
          {count === 1 ? "A task that waited" : `${count} tasks that waited`}
          {" "}
          for it failed with it.
        </span>
        <input type="hidden" name="id" value={id} />
        <button type="submit" class="b sm" name="action" value="restart-all">
          <Icon name="again" />Queue again with{" "}
          {count === 1 ? "that one" : "those"}
        </button>
      </div>
    </form>
  );
}

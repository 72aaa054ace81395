import { grouped } from "../../scheduler/view/words.ts";
import { ClearSelection } from "../parts/ClearSelection.tsx";
import { Icon } from "../parts/Icon.tsx";

/** What {@linkcode QueueBulk} is given. */
export interface QueueBulkProps {
  /** The address of the page, to come back to. */
  readonly at: string;
  readonly selected: number;
  /** How many there are to select, shown or not. */
  readonly matching: number;
}

/**
 * What can be done with the selected tasks. It is the form that every row's
 * checkbox belongs to, so that it works without a script, too.
 */
export function QueueBulk({ at, selected, matching }: QueueBulkProps) {
  const none = selected === 0;
  return (
    <form
      id="queue-bulk"
      method="post"
      action={`${at}#queue`}
      class={none ? "bulk none" : "bulk"}
      aria-label="Selected tasks of the queue"
    >
      <b role="status">
        {none ? "Selected tasks" : `${grouped(selected)} selected`}
      </b>
      <button type="submit" class="b sm w" name="action" value="promote">
        <Icon name="up" />To the top
      </button>
      <button type="submit" class="b sm w" name="action" value="hold">
        <Icon name="pause" />Hold
      </button>
      <button type="submit" class="b sm w" name="action" value="release">
        <Icon name="play" />Release
      </button>
      <button type="submit" class="b sm w" name="action" value="unqueue">
        <Icon name="x" />Take out
      </button>
      <button
        type="button"
        class="b sm gh w needs-js"
        data-all
      >
        {`Select all ${grouped(matching)}`}
      </button>
      <ClearSelection />
    </form>
  );
}

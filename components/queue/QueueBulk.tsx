import { grouped } from "../../scheduler/view/words.ts";
import { Icon } from "../parts/Icon.tsx";

/**
 * What can be done with the selected tasks. It is the form that every row's
 * checkbox belongs to, so that it works without a script, too.
 */
export function QueueBulk({ selected }: { selected: number }) {
  const none = selected === 0;
  return (
    <form
      id="queue-bulk"
      method="post"
      action="/create_task#queue"
      class={none ? "bulk none" : "bulk"}
      aria-label="Selected tasks of the queue"
    >
      <b role="status">
        {none ? "Selected tasks" : `${grouped(selected)} selected`}
      </b>
      <button type="submit" class="b sm w" name="action" value="promote">
        <Icon name="up" />To the top
      </button>
      <button type="submit" class="b sm w" name="action" value="unqueue">
        <Icon name="x" />Take out
      </button>
      <button
        type="button"
        class="b sm gh w needs-js"
        data-all
      >
        Select all
      </button>
      <button
        type="button"
        class="b sm ic x needs-js"
        data-clear
        aria-label="Clear the selection"
      >
        <Icon name="x" />
      </button>
    </form>
  );
}

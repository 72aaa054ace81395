import { grouped } from "../../scheduler/view/words.ts";
import { Icon } from "../parts/Icon.tsx";

/** What a bulk action does to every selected task. */
export type BulkAction = "restart" | "download" | "hide" | "forget";

/** What {@linkcode BulkBar} is given. */
export interface BulkBarProps {
  readonly selected: number;
  readonly busy: boolean;
}

/**
 * What can be done with the selected tasks. It is the form that every row's
 * checkbox belongs to, so that it works without a script, too.
 */
export function BulkBar({ selected, busy }: BulkBarProps) {
  const none = selected === 0;
  return (
    <form
      id="bulk"
      method="post"
      class={none ? "bulk none" : "bulk"}
      aria-label="Selected tasks"
    >
      <b role="status">
        {none ? "Selected tasks" : `${grouped(selected)} selected`}
      </b>
      <button
        type="submit"
        class="b sm w"
        name="action"
        value="restart"
        disabled={busy}
      >
        <Icon name="again" />Queue again
      </button>
      <button
        type="submit"
        class="b sm w needs-js"
        name="action"
        value="download"
        disabled={busy}
      >
        <Icon name="down" />Download
      </button>
      <button
        type="submit"
        class="b sm w"
        name="action"
        value="hide"
        disabled={busy}
      >
        <Icon name="hide" />Hide
      </button>
      <button
        type="submit"
        class="b sm w"
        name="action"
        value="forget"
        disabled={busy}
      >
        <Icon name="trash" />Delete
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

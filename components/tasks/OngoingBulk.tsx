import { grouped } from "../../scheduler/view/words.ts";
import { ClearSelection } from "../parts/ClearSelection.tsx";
import { Icon } from "../parts/Icon.tsx";

/**
 * What can be done with the selected tasks. It is the form that every card's
 * checkbox belongs to, so that it works without a script, too.
 */
export function OngoingBulk({ selected }: { selected: number }) {
  const none = selected === 0;
  return (
    <form
      id="ongoing-bulk"
      method="post"
      class={none ? "bulk none" : "bulk"}
      aria-label="Selected tasks"
    >
      <b role="status">
        {none ? "Selected tasks" : `${grouped(selected)} selected`}
      </b>
      <button type="submit" class="b sm w" name="action" value="restart">
        <Icon name="again" />Queue again
      </button>
      <button type="submit" class="b sm w" name="action" value="terminate">
        <Icon name="stop" />Terminate
      </button>
      <ClearSelection />
    </form>
  );
}

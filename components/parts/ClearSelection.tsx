import { Icon } from "./Icon.tsx";

/** Lets go of all that is selected; the list that it belongs to listens. */
export function ClearSelection() {
  return (
    <button
      type="button"
      class="b sm ic x needs-js"
      data-clear
      aria-label="Clear the selection"
    >
      <Icon name="x" />
    </button>
  );
}

import { Icon } from "./Icon.tsx";

/** Asks for a notification when a task ends; shown only with a script. */
export function TellButton({ id }: { id: string }) {
  return (
    <button type="button" class="b sm gh needs-js" data-tell={id}>
      <Icon name="bell" />Tell me when this ends
    </button>
  );
}

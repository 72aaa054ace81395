import { Icon } from "./Icon.tsx";

/** What {@linkcode CopyButton} is given. */
export interface CopyButtonProps {
  readonly id: string;
  readonly bare?: boolean;
}

/** Copies a task as the line that queues it; shown only with a script. */
export function CopyButton({ id, bare = false }: CopyButtonProps) {
  return (
    <button
      type="button"
      class={`needs-js ${bare ? "b gh ic sm x" : "b sm gh"}`}
      data-copy={id}
      aria-label={bare ? `Copy ${id} as ANT line` : undefined}
      title={bare ? "Copy as ANT line" : undefined}
    >
      <Icon name="copy" />
      {bare ? null : "Copy as ANT line"}
    </button>
  );
}

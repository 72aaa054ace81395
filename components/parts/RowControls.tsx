import { Icon } from "./Icon.tsx";
import { logHref } from "../../scheduler/view/log_href.ts";

/**
 * What a row is moved by: dragged, or lifted with Space and walked. Whoever
 * draws it hears of that by `data-lift`. `isHeld` is `undefined` where a row
 * that is lifted stays where it is.
 */
export function LiftHandle(
  { id, isHeld }: { readonly id: string; readonly isHeld?: boolean },
) {
  return (
    <button
      type="button"
      class="b gh ic sm handle needs-js"
      data-lift={id}
      aria-label={`Reorder ${id}`}
      aria-pressed={isHeld === undefined ? undefined : `${isHeld}`}
      title="Drag, or press Space and use the arrows"
    >
      <Icon name="grip" />
    </button>
  );
}

/** What {@linkcode SelectBox} is given. */
export interface SelectBoxProps {
  readonly id: string;
  /** The `id` of the form that acts on all that are selected. */
  readonly form: string;
  /** `undefined` while the page itself keeps that. */
  readonly isSelected: boolean | undefined;
}

/** Selects a row for what is done to many at once. */
export function SelectBox({ id, form, isSelected }: SelectBoxProps) {
  return (
    <input
      class="cb"
      type="checkbox"
      name="id"
      value={id}
      form={form}
      checked={isSelected}
      aria-label={`Select ${id}`}
    />
  );
}

/** Leads to a task's log; `extra` are further classes. */
export function LogButton(
  { id, extra = "" }: { readonly id: string; readonly extra?: string },
) {
  return (
    <a
      class={`b gh ic sm ${extra}`}
      href={logHref(id)}
      aria-label={`Open log of ${id}`}
      title="Open log"
    >
      <Icon name="open" />
    </a>
  );
}

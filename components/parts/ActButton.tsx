import { Icon, type IconName } from "./Icon.tsx";

/** What a button asks the server to do. */
export type TaskAction =
  | "terminate"
  | "restart"
  | "promote"
  | "hold"
  | "release"
  | "unqueue"
  | "forget"
  | "hide";

/** What {@linkcode ActButton} is given. */
export interface ActButtonProps {
  readonly action: TaskAction;
  readonly id: string;
  readonly label: string;
  readonly icon: IconName;
  /** Shows the icon alone; the label is its name. */
  readonly bare?: boolean;
  readonly extra?: string;
  readonly busy?: boolean;
}

/**
 * A form of one button, which the page itself answers where there is no
 * script, and which an island takes over where there is one.
 */
export function ActButton(props: ActButtonProps) {
  const { action, id, label, icon, bare, extra = "", busy = false } = props;
  const kind = bare ? "b gh ic sm" : "b sm";
  return (
    <form method="post" class="contents" data-act={action}>
      <input type="hidden" name="action" value={action} />
      <input type="hidden" name="id" value={id} />
      <button
        type="submit"
        class={`${kind} ${extra}`}
        aria-label={bare ? `${label} ${id}` : undefined}
        title={bare ? label : undefined}
        aria-disabled={busy ? "true" : undefined}
      >
        <Icon name={icon} />
        {bare ? null : label}
      </button>
    </form>
  );
}

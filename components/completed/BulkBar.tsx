import { grouped } from "../../scheduler/view/words.ts";
import { ClearSelection } from "../parts/ClearSelection.tsx";
import { Icon, type IconName } from "../parts/Icon.tsx";

/** What a bulk action does to every selected task. */
export type BulkAction = "restart" | "hide" | "forget";

/** What {@linkcode BulkBar} is given. */
export interface BulkBarProps {
  readonly selected: number;
  /** How many the list has. */
  readonly matching: number;
  readonly busy: boolean;
}

/** The address of one archive of many logs. */
export const LOGS_ZIP = "api/v1/logs.zip";

/**
 * What can be done with the selected tasks. It is the form that every row's
 * checkbox belongs to, so that it works without a script, too.
 */
export function BulkBar({ selected, matching, busy }: BulkBarProps) {
  const none = selected === 0;
  return (
    <form
      id="bulk"
      method="post"
      class={none ? "bulk none" : "bulk"}
      aria-label="Selected tasks"
      aria-busy={busy ? "true" : undefined}
    >
      <b role="status">
        {none ? "Selected tasks" : `${grouped(selected)} selected`}
      </b>
      {!none && selected < matching && (
        <button type="button" class="link needs-js" data-all>
          Select all {grouped(matching)}
        </button>
      )}
      <Action value="restart" icon="again" label="Queue again" busy={busy} />
      <button
        type="submit"
        class="b sm w"
        formAction={LOGS_ZIP}
        data-zip
        disabled={busy}
      >
        <Icon name="down" />Download
      </button>
      <Action value="hide" icon="hide" label="Hide" busy={busy} />
      <Action value="forget" icon="trash" label="Delete" busy={busy} />
      <ClearSelection />
    </form>
  );
}

function Action(
  { value, icon, label, busy }: {
    value: BulkAction;
    icon: IconName;
    label: string;
    busy: boolean;
  },
) {
  return (
    <button
      type="submit"
      class="b sm w"
      name="action"
      value={value}
      disabled={busy}
    >
      <Icon name={icon} />
      {label}
    </button>
  );
}

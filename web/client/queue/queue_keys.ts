import type { Shortcut } from "../keys.ts";
import { rowKeys } from "../row_keys.ts";

const CHECKBOX = ".cb";

/** The keys of the queue's page. */
export function queueKeys(list: string): readonly Shortcut[] {
  return [
    ...rowKeys(list, [
      { keys: "x", does: "Select the row", press: CHECKBOX },
      { keys: "Shift+x", does: "Select up to the row", press: CHECKBOX },
      { keys: ".", does: "Actions of the row", press: ".acts button" },
      { keys: "e", does: "Edit the task", press: "[data-edit]" },
      {
        keys: "h",
        does: "Hold the task, or release it",
        press: "form:is([data-act=hold], [data-act=release]) button",
      },
      {
        keys: "Delete",
        does: "Remove the task, with undo",
        press: "form[data-act=unqueue] button",
      },
      { keys: "Space", does: "Lift the row", press: "[data-lift]" },
    ]),
    {
      keys: "Mod+a",
      does: "Select all that match",
      run: () =>
        document.querySelector<HTMLElement>("#queue-bulk [data-all]")?.click(),
    },
  ];
}

import { PRIORITIES } from "../model/options/priority.ts";
import { OPTIONS } from "../model/options/table.ts";
import type { OptionField } from "../model/options/labels.ts";

export { writeOptions } from "../model/options/table.ts";

/** One option as a form offers it. */
export interface OptionInForm {
  readonly field: OptionField;
  readonly label: string;
  /** Plain words, with what is to be typed between backticks. */
  readonly help: string;
  /** What can be chosen, and what it is called; `null` where it is typed. */
  readonly choices: readonly (readonly [text: string, word: string])[] | null;
  /** Whether it names other tasks. */
  readonly namesTasks: boolean;
}

/** What can be chosen; an empty text asks for nothing. */
const CHOICES: Partial<Record<OptionField, OptionInForm["choices"]>> = {
  priority: Object.entries(PRIORITIES).map(([name, value]) => [
    value === 0 ? "" : name,
    name,
  ]),
  hold: [["", "no"], ["true", "until it is released"]],
};

/** Every option, in the order of a form. */
export const OPTIONS_IN_FORM: readonly OptionInForm[] = OPTIONS.map(
  ({ field, label, help }) => ({
    field,
    label: field === "hold" ? "Hold" : label,
    help: field === "hold" ? "Keeps it from starting." : help,
    choices: CHOICES[field] ?? null,
    namesTasks: field === "after" || field === "afterAny",
  }),
);

/** What can be chosen for an option that holds a text perhaps not among it. */
export function choicesWith(
  choices: NonNullable<OptionInForm["choices"]>,
  text: string,
): NonNullable<OptionInForm["choices"]> {
  return choices.some(([known]) => known === text)
    ? choices
    : [...choices, [text, text]];
}

import type { BoardView } from "./board.ts";
import type { TaskId } from "../model/units.ts";

/** What options ask for, as text by their names in `/api/v1`. */
export type OptionTexts = Readonly<Record<string, string>>;

const NAME = "option.";

/** Names the field of an option in a form. */
export const optionInput = (field: string): string => NAME + field;

/** Names the same field for labels and links: an id must have no dot. */
export const optionTarget = (field: string): string => `option-${field}`;

/** Reads the options that a form asks for; an empty field asks for nothing. */
export function readOptionFields(fields: FormData): OptionTexts {
  return Object.fromEntries(
    [...fields].flatMap(([name, text]) =>
      name.startsWith(NAME) && text !== ""
        ? [[name.slice(NAME.length), String(text)]]
        : []
    ),
  );
}

/** More names than that are no help to choose from. */
const KNOWN = 200;

/** The tasks that another may wait for: those at work, then those in turn. */
export function knownTasks(
  { active, queued }: Pick<BoardView, "active" | "queued">,
): readonly TaskId[] {
  return [...active, ...queued].slice(0, KNOWN).map(({ id }) => id);
}

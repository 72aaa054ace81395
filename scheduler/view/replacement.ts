import type { CreateForm } from "./create_form.ts";

/** A piece of text that is wrong, and what was probably meant. */
export interface Replacement {
  readonly from: string;
  readonly to: string;
}

/** Finds what the parsers suggest in an issue; `null` where it is nothing. */
export function replacementIn(message: string): Replacement | null {
  const template = /token: (\S+); did you mean \[(\S+)\]\?/.exec(message);
  if (template !== null) return { from: template[1]!, to: template[2]! };
  const name = /"(ant_\w+)": .*did you mean "(ant_\w+)"\?/.exec(message);
  return name === null ? null : { from: name[1]!, to: name[2]! };
}

/**
 * Puts a suggestion in its place: on the first of some lines that has the
 * wrong text, from 1, or else in the id. `null` where it stands nowhere.
 */
export function replaceIn(
  form: CreateForm,
  { from, to }: Replacement,
  line: number,
): Pick<CreateForm, "command"> | Pick<CreateForm, "taskId"> | null {
  const wrong = new RegExp(
    from.startsWith("ant_")
      ? String.raw`\b${RegExp.escape(from)}\b`
      : String.raw`(?<=[\[{]\s*)${RegExp.escape(from)}(?=\s*[\]}])`,
    "i",
  );
  const lines = form.command.split("\n");
  const at = lines.findIndex((text, place) =>
    place >= line - 1 && wrong.test(text)
  );
  if (at >= 0) {
    const text = lines[at]!.replace(wrong, () => to);
    return { command: lines.with(at, text).join("\n") };
  }
  if (!wrong.test(form.taskId)) return null;
  return { taskId: form.taskId.replace(wrong, () => to) };
}

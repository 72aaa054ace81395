/** Puts text where the cursor is, in the command or the task's name. */
export function insertAtCursor(root: Element | null, text: string): void {
  const last = document.activeElement;
  const isField = last instanceof HTMLInputElement ||
    last instanceof HTMLTextAreaElement;
  const field = isField && last.name !== ""
    ? last
    : root?.querySelector<HTMLTextAreaElement>(
      text.startsWith("{") ? "#command" : "#task-id, #command",
    );
  if (!field) return;
  const start = field.selectionStart ?? field.value.length;
  field.setRangeText(text, start, field.selectionEnd ?? start, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

/** Where something is wrong: a line of the command, or another field. */
export interface WrongPlace {
  readonly line: number | null;
  /** The id of the field. */
  readonly target: string;
}

/** Goes to where something is wrong. */
export function showPlace(
  root: Element | null,
  { line, target }: WrongPlace,
): void {
  if (line !== null) selectLine(root, line);
  else root?.querySelector<HTMLElement>(`#${target}`)?.focus();
}

/** Selects a line of the command, from 1, and shows it. */
function selectLine(root: Element | null, line: number): void {
  const field = root?.querySelector<HTMLTextAreaElement>("#command");
  if (!field) return;
  const lines = field.value.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  const shown = root?.querySelector(`.ln:nth-child(${line})`) ?? field;
  shown.scrollIntoView({ block: "center" });
}

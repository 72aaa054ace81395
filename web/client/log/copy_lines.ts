import { plainText } from "../../../scheduler/view/terminal_lines.ts";
import { counted } from "../../../scheduler/view/words.ts";
import type { LogBlock } from "./log_window.ts";

/** What is selected among the lines, else all of them; and what that is. */
export function copied(
  box: HTMLElement,
  blocks: readonly LogBlock[],
): [text: string, what: string] {
  const selected = selectedText(box);
  if (selected !== "") return [selected, "what is selected"];
  const lines = blocks.flatMap(({ painted }) => painted.map(plainText));
  return [lines.join("\n") + "\n", counted(lines.length, "line")];
}

/** Gives the clipboard the lines as they were written, each once. */
export function onCopy(event: ClipboardEvent): void {
  const text = selectedText(event.currentTarget as HTMLElement);
  if (text === "") return;
  event.clipboardData?.setData("text/plain", text);
  event.preventDefault();
}

function selectedText(box: HTMLElement): string {
  const selection = getSelection();
  if (selection === null || selection.isCollapsed) return "";
  const range = selection.getRangeAt(0);
  if (!box.contains(range.commonAncestorContainer)) return "";
  // Every line ends with its line feed, and numbers are no text.
  return range.cloneContents().textContent ?? "";
}

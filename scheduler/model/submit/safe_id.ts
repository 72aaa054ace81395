import type { TaskId } from "../units.ts";
import { Invalid } from "./issues.ts";

/**
 * The longest id in UTF-8 bytes: file names end at 255 (`limits.h(0p)`), and a
 * restart number and `.log` must still fit behind it.
 */
export const MAX_TASK_ID_BYTES = 200;

// Also what turns the direction of writing, for it makes one id look like
// another, and halves of surrogate pairs, for they fall together on disk.
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

/**
 * Makes an id that is a file name too: blanks, `+`, `&`, `/` and `\` become
 * words, and what cannot be mended is refused.
 */
export function safeTaskId(text: string): TaskId | Invalid {
  const id = spellSafely(text.trim());
  const why = whyUnsafe(id);
  return why === null ? id : new Invalid(`Cannot name the task: ${why}`);
}

/** Writes words for letters that no file name should hold. */
export function spellSafely(text: string): string {
  return text
    .replace(/\s/g, "-")
    .replaceAll("+", "-plus-")
    .replaceAll("&", "-and-")
    .replaceAll("/", "-slash-")
    .replaceAll("\\", "-backslash-");
}

/** Tells why an id cannot be the name of a task; `null` where it can. */
export function whyUnsafe(id: string): string | null {
  if (id === "") return "the id is empty";
  if (id === "." || id === "..") return `"${id}" means a folder`;
  if (/[\s/\\]/.test(id)) return "the id holds a blank or a slash";
  const control = UNPRINTABLE.exec(id)?.[0];
  if (control !== undefined) {
    const code = control.codePointAt(0)!.toString(16).toUpperCase();
    return `the id holds the control character U+${code.padStart(4, "0")}`;
  }
  const bytes = new TextEncoder().encode(id).length;
  return bytes <= MAX_TASK_ID_BYTES
    ? null
    : `the id is ${bytes} bytes long, ${MAX_TASK_ID_BYTES} are the most`;
}

/** The id without what restarts have added to it. */
export function restartStem(id: TaskId): string {
  return id.replace(/(?<=.)-restart-\d{1,15}$/s, "");
}

/**
 * Finds the id for a restart: `a` becomes `a-restart-1`, that one
 * `a-restart-2`, and numbers already taken are passed over.
 */
export function restartId(
  id: TaskId,
  isTaken: (id: TaskId) => boolean,
): TaskId {
  const numbered = /^(.*)-restart-(\d{1,15})$/s.exec(id);
  const stem = numbered ? numbered[1]! : id;
  for (let number = Number(numbered?.[2] ?? 0) + 1;; number++) {
    const next = `${stem}-restart-${number}`;
    if (!isTaken(next)) return next;
  }
}

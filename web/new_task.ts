import type { NewTask } from "../scheduler/mod.ts";
import type { TaskSpecDraft } from "../scheduler/mod.ts";

/** Makes a wish of a draft that was read without issues. */
export function newTask(
  { id, line: _line, lastLine: _lastLine, ...spec }: TaskSpecDraft,
): NewTask {
  return { id, spec };
}

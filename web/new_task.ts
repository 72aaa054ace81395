import type { NewTask } from "../scheduler/mod.ts";
import type { TaskSpecDraft } from "../scheduler/mod.ts";

/** Makes a wish of a draft that was read without issues. */
export function newTask(
  { id, command, nGpus, envar, tags, options, runnerEnvar }: TaskSpecDraft,
): NewTask {
  return { id, spec: { command, nGpus, envar, tags, options, runnerEnvar } };
}

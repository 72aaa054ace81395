import { Refused } from "../../scheduler/mod.ts";
import { BadParameter } from "./answer.ts";

/** ANT takes one id or a list of them, and answers in the same form. */
export type TaskIds = string | readonly string[];

/** @throws {BadParameter} when there is none. */
export function readTaskIds(body: unknown): TaskIds {
  const ids = isRecord(body) ? body["task_ids"] : undefined;
  if (typeof ids === "string" && ids !== "") return ids;
  const isList = Array.isArray(ids) && ids.length > 0 &&
    ids.every((id) => typeof id === "string");
  if (!isList) throw new BadParameter("task_ids is required");
  return ids;
}

/**
 * Does something to each task, one after the other, and answers in the form
 * of the question: `false` where the task is not there to do it to.
 */
export async function forEachTask(
  ids: TaskIds,
  act: (id: string) => Promise<unknown>,
): Promise<boolean | boolean[]> {
  const done = (typeof ids === "string" ? [ids] : ids).map(async (id) => {
    try {
      await act(id);
      return true;
    } catch (error) {
      if (isNotThere(error)) return false;
      throw error;
    }
  });
  const all = await Promise.all(done);
  return typeof ids === "string" ? all[0]! : all;
}

function isNotThere(error: unknown): boolean {
  return error instanceof Refused &&
    (error.code === "unknown-task" || error.code === "wrong-state");
}

/** Tells a JSON object from everything else. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

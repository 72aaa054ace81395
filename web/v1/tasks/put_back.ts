import {
  isEnded,
  Refused,
  type Task,
  type TaskId,
} from "../../../scheduler/mod.ts";
import type { State } from "../../state.ts";
import type { BulkAnswer } from "./bulk.ts";
import { putBack } from "./tasks.ts";

/**
 * Undoes that tasks were removed. Those that had ended come back in one step,
 * as each step puts the whole history in order.
 */
export async function putBackAll(
  state: Pick<State, "scheduler" | "removed" | "caller">,
  wanted: readonly TaskId[],
): Promise<BulkAnswer> {
  const { scheduler, removed } = state;
  const problems = new Map<TaskId, string>();
  const ended: Task[] = [];
  const ids = [...new Set(wanted)];
  const taken = await scheduler.read(({ tasks }) =>
    new Set(ids.filter((id) => tasks.has(id)))
  );
  for (const id of ids) {
    const task = removed.find(id);
    if (task !== null && isEnded(task) && !taken.has(id)) ended.push(task);
    else {
      await putBack(state, id).catch((error) => {
        if (!(error instanceof Refused)) throw error;
        problems.set(id, error.message);
      });
    }
  }
  if (ended.length > 0) {
    await scheduler.dispatch({ kind: "putBack", tasks: ended });
    for (const { id } of ended) removed.forget(id);
  }
  return {
    done: ids.filter((id) => !problems.has(id)).map((id) => ({ id })),
    failed: [...problems].map(([id, problem]) => ({ id, problem })),
  };
}

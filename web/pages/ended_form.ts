import { Refused, SpecError } from "../../scheduler/mod.ts";
import type { State } from "../state.ts";
import { actInBulk } from "../v1/tasks/bulk.ts";
import { putBackAll } from "../v1/tasks/put_back.ts";
import { type Acted, actOnTasks, trying } from "./task_forms.ts";

/** What was deleted a moment ago, as a page offers to put it back. */
export interface UndoableDelete {
  readonly batch: number;
  readonly ids: readonly string[];
  readonly agoMs: number;
}

/** Carries out what a form about ended tasks wishes; a deletion is kept. */
export function actOnEnded(state: State, form: FormData): Promise<Acted> {
  switch (form.get("action")) {
    case "forget":
      return trying(() => forget(state, form.getAll("id").map(String)));
    case "put-back":
      return trying(() => putBackBatch(state, Number(form.get("batch"))));
    default:
      return actOnTasks(state.scheduler, form);
  }
}

/** What the page offers to put back; `null` for nothing. */
export function undoableDelete(
  { removed }: State,
  nowMs: number,
): UndoableDelete | null {
  const last = removed.lastEnded();
  if (last === null) return null;
  const { number, tasks, removedAtMs } = last;
  const ids = tasks.map(({ id }) => id);
  return { batch: number, ids, agoMs: nowMs - removedAtMs };
}

async function forget(state: State, ids: readonly string[]): Promise<Acted> {
  if (ids.length === 0) {
    throw new SpecError([{ message: "Cannot delete: nothing was selected" }]);
  }
  const { done, failed } = await actInBulk(state, "forget", ids);
  const [first] = failed;
  if (first !== undefined) throw new Refused("wrong-state", [first.problem]);
  return answer("forget", done.map(({ id }) => id));
}

async function putBackBatch(state: State, batch: number): Promise<Acted> {
  const ids = state.removed.inBatch(batch).map(({ id }) => id);
  if (ids.length === 0) {
    const reason = "Cannot put them back: they were deleted too long ago";
    throw new Refused("unknown-task", [reason]);
  }
  const { failed } = await putBackAll(state, ids);
  const [first] = failed;
  if (first !== undefined) throw new Refused("wrong-state", [first.problem]);
  return answer("put_back", ids);
}

function answer(word: string, ids: readonly string[]): Acted {
  const name = ids.length === 1 ? ids[0]! : `${ids.length} tasks`;
  return { kind: "done", word, name };
}

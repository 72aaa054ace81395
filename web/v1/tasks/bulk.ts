import type { z } from "zod";
import {
  isActive,
  Refused,
  type Scheduler,
  SpecError,
  type Task,
} from "../../../scheduler/mod.ts";
import type { State } from "../../state.ts";
import type { TasksInBulk } from "../request/shapes.ts";
import { setHold } from "./hold.ts";
import { findTask, refuseAtWork } from "./tasks.ts";

type Action = Exclude<z.output<typeof TasksInBulk>["action"], "put-back">;
type Where = Pick<State, "scheduler" | "removed">;

/** Why one was turned down. */
interface TurnedDown {
  readonly problem: string;
  /** As of a problem document. */
  readonly code?: Refused["code"];
}

/** How it went with each of many tasks, in the order of the request. */
export interface BulkAnswer {
  readonly done: readonly {
    readonly id: string;
    /** The copy's id, of a restart. */
    readonly newId?: string;
  }[];
  readonly failed: readonly ({ readonly id: string } & TurnedDown)[];
}

/**
 * Does the same to many tasks, in one or two walks through the corridor. One
 * that is turned down keeps no other from its turn.
 */
export async function actInBulk(
  { scheduler, removed }: Where,
  action: Action,
  wanted: readonly string[],
): Promise<BulkAnswer> {
  const ids = [...new Set(wanted)];
  const tasks = await scheduler.read(({ tasks }) =>
    new Map(ids.map((id) => [id, tasks.get(id)]))
  );
  // Each one goes to the top, so that the first is the last to go there.
  const inOrder = action === "promote" ? ids.toReversed() : ids;
  const asked = inOrder.map((id) =>
    act(scheduler, action, id, tasks.get(id)).catch(asProblem)
  );
  const results = await Promise.all(asked);
  if (action === "promote") results.reverse();

  const done: BulkAnswer["done"][number][] = [];
  const failed: BulkAnswer["failed"][number][] = [];
  const gone: Task[] = [];
  results.forEach((result, place) => {
    const id = ids[place]!;
    if ("problem" in result) failed.push({ id, ...result });
    else done.push({ id, ...result });
    const task = tasks.get(id);
    if (!("problem" in result) && task !== undefined) gone.push(task);
  });
  const isRemoval = action === "forget" || action === "unqueue";
  if (isRemoval && gone.length > 0) removed.keep(...gone);
  return { done, failed };
}

/**
 * Queues copies of tasks and of those that failed with them, each once. What
 * waits for another's copy cannot go without it: it is all, or none.
 */
export async function restartWithDependants(
  { scheduler }: Where,
  ids: readonly string[],
): Promise<BulkAnswer> {
  try {
    return { done: await scheduler.restart(ids, true), failed: [] };
  } catch (error) {
    const why = asProblem(error);
    return { done: [], failed: ids.map((id) => ({ id, ...why })) };
  }
}

/** Reaches the corridor before its first wait, so that all go together. */
async function act(
  scheduler: Scheduler,
  action: Action,
  id: string,
  task: Task | undefined,
): Promise<{ newId?: string }> {
  switch (action) {
    case "restart":
      return { newId: (await scheduler.restart([id]))[0]!.newId };
    case "terminate":
      await scheduler.dispatch({ kind: "terminate", id, why: "person" });
      return {};
    case "forget":
      if (task !== undefined && isActive(task)) refuseAtWork(task);
      await scheduler.dispatch({ kind: "forget", id });
      return {};
    case "hold":
    case "release":
      // One that is not there is turned down as it is for itself.
      await setHold(
        scheduler,
        task ?? await findTask(scheduler, id),
        action === "hold",
      );
      return {};
    case "hide":
    case "unqueue":
    case "promote":
      await scheduler.dispatch({ kind: action, id });
      return {};
  }
}

function asProblem(error: unknown): TurnedDown {
  if (error instanceof SpecError) return { problem: error.message };
  if (!(error instanceof Refused)) throw error;
  return { problem: error.message, code: error.code };
}

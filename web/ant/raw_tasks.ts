import { parseSubmit, readSubmitBody } from "../../scheduler/mod.ts";
import { SpecError } from "../../scheduler/mod.ts";
import { newTasks } from "../kept_secrets.ts";
import type { State } from "../state.ts";
import { isTurnedDown } from "../turned_down.ts";
import { BadParameter } from "./answer.ts";
import { isRecord } from "./task_ids.ts";

/** Whether a task was queued, and the sentence that says so. */
export type RawAnswer = readonly [queued: boolean, message: string];

/**
 * Queues one task or a list of them as they are given. Each stands for
 * itself: a refused one keeps no other back.
 */
export async function addRawTasks(
  body: unknown,
  state: State,
): Promise<RawAnswer | readonly RawAnswer[]> {
  const task = isRecord(body) ? body.task : undefined;
  if (task === undefined || task === null) {
    throw new BadParameter("task is required");
  }
  const tasks = Array.isArray(task) ? task : [task];
  if (!tasks.every(isRecord)) throw new BadParameter("Invalid task format");
  const answers: RawAnswer[] = [];
  for (const one of tasks) answers.push(await addOne(one, state));
  return Array.isArray(task) ? answers : answers[0]!;
}

async function addOne(
  task: Readonly<Record<string, unknown>>,
  state: State,
): Promise<RawAnswer> {
  try {
    // Without a number, such a task has always run without GPUs.
    const plain = { "n_gpus": 0, ...task, "queue_mode": "single" };
    const drafts = parseSubmit(readSubmitBody(plain), state.submitContext());
    const [id] = await state.scheduler.submit(await newTasks(drafts, state));
    return [true, `Task ${id} Created!`];
  } catch (error) {
    if (error instanceof SpecError || isTurnedDown(error)) {
      return [false, error.message];
    }
    throw error;
  }
}

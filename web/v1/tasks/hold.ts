import { Refused, type Scheduler, type Task } from "../../../scheduler/mod.ts";
import { findTask, showTask, type TaskAnswer } from "./tasks.ts";

/**
 * Holds a queued task, or releases it; either way twice is not an error.
 * Shows it as it stands then.
 *
 * @throws {Refused} for one that is not queued.
 */
export async function holdTask(
  scheduler: Scheduler,
  id: string,
  isHeld: boolean,
): Promise<TaskAnswer> {
  await setHold(scheduler, await findTask(scheduler, id), isHeld);
  return showTask(scheduler, id);
}

/**
 * The same for a task that was found already.
 *
 * @throws {Refused} for one that is not queued.
 */
export async function setHold(
  scheduler: Scheduler,
  { id, state, spec }: Task,
  isHeld: boolean,
): Promise<void> {
  if (state.name !== "queued") {
    const verb = isHeld ? "hold" : "release";
    const reason = `Cannot ${verb} task "${id}": it is "${state.name}"`;
    throw new Refused("wrong-state", [reason]);
  }
  const { hold: _hold, ...others } = spec.options;
  const options = isHeld ? { ...others, hold: true as const } : others;
  await scheduler.dispatch({
    kind: "edit",
    id,
    as: { id, spec: { ...spec, options } },
  });
}

import { isActive, Refused, type Scheduler } from "../../scheduler/mod.ts";

/**
 * Asks a running task to stop.
 *
 * @throws {Refused} for one that does not run.
 */
export async function terminateActive(
  scheduler: Scheduler,
  id: string,
): Promise<void> {
  const task = await scheduler.find(id);
  if (task === null || !isActive(task)) {
    const reason = `Cannot terminate task "${id}": it does not run`;
    throw new Refused("wrong-state", [reason]);
  }
  await scheduler.dispatch({ kind: "terminate", id, why: "person" });
}

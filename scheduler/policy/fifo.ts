import type { SchedulerState } from "../model/state.ts";
import { isImpossible, type Offers } from "./demand.ts";
import type { Placement } from "./gpu_policy.ts";
import { OpenGpus } from "./open_gpus.ts";
import type { Limits } from "./limits.ts";

/**
 * First in, first out: a task that does not fit keeps the GPUs that it could
 * use, and whoever comes behind it takes what is left, so that a wide task
 * cannot starve behind narrow ones. One that can never fit is passed over, as
 * is one whose tag has its limit of running tasks. One for which the machine
 * has too little room keeps the GPUs that it is to get, and that room. The cost follows the tasks
 * that start and the kinds of GPUs that are asked for, not how many wait.
 */
export function fifo(
  { queue, tasks }: SchedulerState,
  offers: Offers,
  limits: Limits,
): Placement[] {
  const open = new OpenGpus(offers);
  const placements: Placement[] = [];
  const line = queue.gpu();
  while (line.next !== null && !open.isEmpty) {
    const id = line.next;
    const { spec } = tasks.get(id)!;
    if (!limits.haveRoomFor(spec)) {
      if (limits.keepFor(spec)) open.take(spec); // They are for it, soon.
      line.drop(); // All behind it in this lane have the same limit.
      continue;
    }
    const gpus = open.take(spec);
    if (gpus !== null) {
      placements.push({ id, gpus });
      limits.add(spec);
      line.advance();
    } else if (isImpossible(spec, offers)) line.advance();
    else {
      open.keepFor(spec);
      line.drop(); // All behind it in this lane want the same.
    }
  }
  return placements;
}

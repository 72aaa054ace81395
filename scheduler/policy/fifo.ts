import { passOver } from "./demand.ts";
import { fairLine } from "./fair_line.ts";
import type { GpuPolicy, Placement } from "./gpu_policy.ts";
import { OpenGpus } from "./open_gpus.ts";

/**
 * First in, first out: a task that does not fit keeps the GPUs that it could
 * use, and whoever comes behind it takes what is left, so that a wide task
 * cannot starve behind narrow ones. One that can never fit is passed over, as
 * is one whose tag has its limit of running tasks. One for which the machine
 * has too little room keeps the GPUs that it is to get, and that room. The
 * cost follows the tasks that start and the kinds of GPUs that are asked for,
 * not how many wait.
 */
export const fifo: GpuPolicy = (state, offers, limits, rules, nowMs) => {
  const open = new OpenGpus(offers);
  const placements: Placement[] = [];
  const line = fairLine(state, rules, nowMs);
  while (line.next !== null && !open.isEmpty) {
    const id = line.next;
    const { spec } = state.tasks.get(id)!;
    if (passOver(line, spec, offers)) continue;
    if (!limits.haveRoomFor(spec)) {
      // They are for it, soon; or it would never get all of them.
      if (limits.keepFor(spec) && !open.take(spec)) open.keepFor(spec);
      line.drop(); // All behind it in this lane have the same limit.
      continue;
    }
    const gpus = open.take(spec);
    if (gpus !== null) {
      placements.push({ id, gpus });
      limits.add(spec);
      line.advance();
    } else {
      open.keepFor(spec);
      line.drop(); // All behind it in this lane want the same.
    }
  }
  return placements;
};

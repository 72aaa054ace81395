import type { Config } from "../../config/config.ts";
import { PRIORITIES } from "../../scheduler/mod.ts";
import type { Caller } from "./caller.ts";

type Bounds = Pick<
  Config,
  | "agentMaxGpus"
  | "agentMaxQueued"
  | "agentPriorityCeiling"
  | "agentApproval"
>;

/** What an agent's token may, within what the config lets any agent do. */
export function boundAgent(caller: Caller, config: Bounds): Caller {
  if (caller.role !== "agent") return caller;
  const maxPriority = priorityOf(config.agentPriorityCeiling);
  return {
    ...caller,
    maxGpus: least(caller.maxGpus, config.agentMaxGpus),
    maxQueued: least(caller.maxQueued, config.agentMaxQueued),
    ...maxPriority === null ? {} : { maxPriority },
    ...config.agentApproval ? { needsApproval: true } : {},
  };
}

/** A name's number; the config takes no name beside these. */
function priorityOf(ceiling: string | number | null): number | null {
  return typeof ceiling === "string" ? PRIORITIES[ceiling] ?? null : ceiling;
}

function least(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}

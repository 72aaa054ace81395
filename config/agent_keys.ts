import { z } from "zod";
import { flag, noted } from "./key_types.ts";

/** As `ant_priority` names them. */
const PRIORITY_NAMES = [
  "low",
  "normal",
  "high",
  "urgent",
  "immediate",
] as const;

/** What bounds the tokens of agents. */
export const AGENT_KEYS = {
  "AGENT_max_gpus": noted(z.int().min(0).max(1024).nullable().default(null), {
    description:
      "How many GPUs the tasks of an agent's token may hold at once; null sets no limit.",
    unit: "GPUs",
  }),
  "AGENT_max_queued": noted(
    z.int().min(0).max(1_000_000).nullable().default(null),
    {
      description:
        "How many tasks an agent's token may have queued at once; null sets no limit.",
      unit: "tasks",
    },
  ),
  "AGENT_priority_ceiling": noted(
    z.union([z.enum(PRIORITY_NAMES), z.int().min(-100).max(100)])
      .nullable().default(null),
    {
      description:
        "The highest priority that an agent may give; with one, agents can not move tasks within the queue. null sets none.",
    },
  ),
  "AGENT_approval": flag(
    false,
    "Has each task of an agent wait until a person approves it.",
  ),
};

import { z } from "zod";
import { amount, count, flag, fraction, noted, seconds } from "./key_types.ts";

/** The keys about who starts when, and what else GPUs are used for. */
export const SCHEDULING = {
  "RUNNER_default_n_gpus": count(0, 0, 1024, {
    description: "GPUs of a task that does not say how many it wants.",
    unit: "GPUs",
  }),
  "RUNNER_max_cpu_tasks": noted(
    z.int().min(1).max(100_000).nullable().default(null),
    {
      description:
        "How many tasks without GPUs may run at once; null sets no limit.",
      unit: "tasks",
    },
  ),
  "SCHEDULER_policy": noted(
    z.enum(["fifo", "backfill"]).default("fifo"),
    {
      description:
        "Who may start before whom: in turn, or early where no earlier task starts later for it.",
    },
  ),
  "SCHEDULER_learn": flag(
    false,
    "Expects a task to take no longer than the latest runs of its name did.",
  ),
  "SCHEDULER_preempt_cooldown": seconds(
    3600,
    0,
    2_592_000,
    "How long a preemptible task that made way for urgent work is let alone.",
  ),
  "SCHEDULER_reserved_cpus": amount(
    0,
    10_000,
    "cores",
    "Cores of the machine that tasks with ant_cpus leave to everything else.",
  ),
  "SCHEDULER_reserved_memory": amount(
    1,
    100_000,
    "GiB",
    "Memory of the machine that tasks with ant_memory leave to everything else.",
  ),
  "SCHEDULER_fair_half_life": amount(
    168,
    8760,
    "hours",
    "After how long GPU time counts half when several people share the GPUs; 0 lets their tasks start in turn.",
  ),
  "SCHEDULER_aging": amount(
    168,
    8760,
    "hours",
    "How long a task waits until one of the next higher priority no longer overtakes it; 0 lets it for ever.",
  ),
  "SCHEDULER_retry_delay": seconds(
    10,
    0,
    86_400,
    "The wait before the first retry of a task; each further one is twice as long, 10 minutes at most.",
  ),
  "step_interval": seconds(
    1,
    0.05,
    3600,
    "How often the board's slow figures are refreshed; tasks start at once, whatever it says.",
  ),
  "ADGS_enabled": flag(
    false,
    "Marks a GPU as busy while programs that are no tasks use it.",
  ),
  "ADGS_usage_threshold": fraction(
    0.5,
    "Load by others above which a GPU counts as busy.",
  ),
  "ADGS_mem_threshold": fraction(
    0.5,
    "Share of a GPU's memory held by others above which it counts as busy.",
  ),
};

import type { Alias, Flag } from "../grammar/verb.ts";
import { GANTRY_ALIASES } from "./gantry.ts";

/** How to queue, and what to do then. */
export const QUEUE_FLAGS: readonly Flag[] = ([
  {
    name: "follow",
    short: "f",
    value: null,
    help: "Prints the output as it comes; Ctrl-C lets the task go on.",
  },
  {
    name: "wait",
    short: "W",
    value: null,
    help: "Waits for the end, and exits with the task's exit code.",
  },
  {
    name: "timeout",
    value: "DURATION",
    help: "Waits no longer than this, and then exits with 124.",
  },
  {
    name: "dry-run",
    value: null,
    help:
      "Queues nothing; tells what would be queued, where and when it would start.",
  },
  {
    name: "save-spec",
    value: "FILE",
    help: "Writes what was asked for as a file for ant submit: .yaml or .toml.",
  },
  {
    name: "yes",
    short: "y",
    value: null,
    help: "Understood; nothing is asked anyway.",
  },
] satisfies readonly Flag[]).map((flag) => ({ ...flag, group: "Queueing" }));

/** gantry's and Slurm's words for them. */
export const QUEUE_ALIASES: readonly Alias[] = [
  {
    name: "show-logs",
    means: () => [["follow", "yes"]],
    isSwitch: true,
  },
  { name: "parsable", means: () => [], isSwitch: true },
  ...GANTRY_ALIASES,
];

import { usage } from "../failure.ts";
import type { Alias } from "../grammar/verb.ts";
import { TASK_FLAGS } from "./run_flags.ts";

type Means = ReturnType<Alias["means"]>;

/** Spellings of gantry, of Slurm, sbatch(1), and of ANT's own API. */
const ALL: readonly { readonly flag: string; readonly alias: Alias }[] = [
  alias("G", "gpus"),
  alias("gpus-per-node", "gpus"),
  alias("gpus-per-task", "gpus"),
  alias("gres", "gpus", genericResource),
  alias("J", "name"),
  alias("job-name", "name"),
  alias("id", "name"),
  alias("c", "cpus"),
  alias("cpus-per-task", "cpus"),
  alias("mem", "memory"),
  alias("t", "task-timeout", timeLimit),
  alias("time", "task-timeout", timeLimit),
  alias("D", "cwd"),
  alias("chdir", "cwd"),
  alias("workdir", "cwd"),
  alias("d", "after", dependency),
  alias("dependency", "after", dependency),
  alias("nice", "priority", niceness),
  alias("export", "env", exported),
  alias("signal", "timeout-signal", warning),
  switched("H", "hold", "yes"),
  alias("constraint", "gpu-type"),
  alias("tags", "tag"),
  alias("conda-env", "conda"),
  alias("label", "tag"),
  switched("not-preemptible", "preemptible", "no"),
];

const NAMES = new Set(TASK_FLAGS.map(({ name }) => name));

/** The spellings for which there is a flag on this version. */
export const TASK_ALIASES: readonly Alias[] = ALL
  .filter(({ flag }) => NAMES.has(flag)).map(({ alias }) => alias);

/** Another spelling, and the flag without which it would mean nothing. */
function alias(
  name: string,
  flag: string,
  means: (value: string) => Means = (value) => [[flag, value]],
) {
  return { flag, alias: { name, means } };
}

function switched(name: string, flag: string, value: "yes" | "no") {
  const means = () => [[flag, value] as const];
  return { flag, alias: { name, means, isSwitch: true as const } };
}

/** A bare number is minutes; `MM:SS`, `D-HH` and `D-HH:MM` are known, too. */
function timeLimit(text: string): Means {
  return [["task-timeout", inUnits(text)]];
}

function inUnits(text: string): string {
  if (/^\d+$/.test(text)) return `${text}m`;
  const [, minutes, seconds] = /^(\d+):(\d{2})$/.exec(text) ?? [];
  if (minutes !== undefined) return `${minutes}m${seconds}s`;
  const [, days, hours, more = "0"] = /^(\d+)-(\d+)(?::(\d{2}))?$/.exec(text) ??
    [];
  return days === undefined ? text : `${days}d${hours}h${Number(more)}m`;
}

/** `gpu:2` and `gpu:a100:2`. */
function genericResource(text: string): Means {
  const found = /^gpu(?::([a-z]\w*))?(?::(\d+))?$/i.exec(text);
  if (found === null) {
    throw usage(`Cannot read "--gres ${text}"`, "Write gpu:2 or gpu:a100:2.");
  }
  const [, type, count = "1"] = found;
  return [
    ["gpus", count],
    ...type === undefined ? [] : [["gpu-type", type] as const],
  ];
}

/** `afterok:1:2,afterany:3`; each has a flag of its own here. */
function dependency(text: string): Means {
  const flags: Readonly<Record<string, string>> = {
    after: "after-any",
    afterany: "after-any",
    afterok: "after",
  };
  const ids = new Map<string, string[]>();
  for (const part of text.split(",")) {
    const [kind = "", ...of] = part.split(":");
    const flag = flags[kind];
    if (flag === undefined || of.length === 0) {
      throw usage(
        `Cannot read the dependency "${part}"`,
        "Write afterok:TASK or afterany:TASK, more tasks behind colons.",
      );
    }
    ids.set(flag, [...ids.get(flag) ?? [], ...of]);
  }
  return [...ids].map(([flag, each]) => [flag, each.join(",")] as const);
}

const MOST_NICE = 100;

/** A higher niceness comes later. */
function niceness(text: string): Means {
  const number = /^-?\d+$/.test(text) ? Number(text) : NaN;
  if (Number.isNaN(number)) throw usage(`Cannot read "--nice ${text}"`);
  const within = Math.max(-MOST_NICE, Math.min(MOST_NICE, number));
  return [["priority", String(-within)]];
}

/** `ALL` and `NONE` are about a whole environment, which is never sent. */
function exported(text: string): Means {
  return text.split(",")
    .filter((part) => part !== "ALL" && part !== "NONE" && part !== "NIL")
    .map((part) => ["env", part] as const);
}

/** `B:USR1@60`: seconds before the limit, a minute if nothing is said. */
function warning(text: string): Means {
  const [name, seconds = "60"] = text.replace(/^[BR]+:/, "").split("@");
  const before = /^\d+$/.test(seconds) ? `${seconds}s` : seconds;
  return [["timeout-signal", `${name}@${before}`]];
}

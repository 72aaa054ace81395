import { Invalid } from "../../scheduler/model/submit/issues.ts";
import {
  type OptionRow,
  OPTIONS,
} from "../../scheduler/model/options/table.ts";
import type { Flag } from "../grammar/verb.ts";

/** What a task is, beside the options of the table. */
const WORKLOAD: readonly Flag[] = [
  {
    name: "name",
    short: "n",
    value: "NAME",
    help:
      "The task's id, or a template of one: fit-{lr}, run-[date]. A random one without it.",
    group: "Workload",
  },
  {
    name: "tag",
    value: "TAG",
    many: true,
    help: "A word to find and group tasks by; later, @TAG means all of them.",
    group: "Workload",
  },
  {
    name: "cwd",
    short: "C",
    value: "DIR",
    help:
      "The folder to run in: this one, where the server is on this machine.",
    group: "Workload",
  },
  {
    name: "env",
    short: "e",
    value: "NAME[=VALUE]",
    many: true,
    help: "A variable; without a value, the one that it has here.",
    group: "Workload",
  },
];

const ARRAY: Flag = {
  name: "array",
  short: "a",
  value: "NUMBERS",
  help:
    "A task of each number, which is in ANT_ARRAY_ID: 1-10, 0-8:2 or 1,4,9; %N behind it lets N run at once.",
  group: "Workload",
};

const PYTHON: readonly Flag[] = [
  {
    name: "conda",
    value: "ENV",
    help: "Runs in this conda environment: its name, or its folder.",
    group: "Python",
  },
  {
    name: "conda-path",
    value: "FILE",
    help: "The conda program, where it is not on the server's PATH.",
    group: "Python",
  },
  {
    name: "venv",
    value: "DIR",
    help: "Activates this virtual environment first.",
    group: "Python",
  },
  {
    name: "uv",
    value: null,
    help: "Runs the command by uv run, in the project of its folder.",
    group: "Python",
  },
];

const GPUS: Flag = {
  name: "gpus",
  value: "N",
  help: "How many GPUs it gets, 0 for none.",
  group: "Scheduling",
};

/** Fields whose flag would mean something else on a command line. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  timeout: "task-timeout", // --timeout is how long ant itself waits.
};

/** The flag of an option: `gpuType` is `gpu-type`. */
export function flagOf(field: string): string {
  return OTHER_NAMES[field] ??
    field.replace(/[A-Z]/g, (big) => `-${big.toLowerCase()}`);
}

/** Everything that says what a task is; files of specs have these keys. */
export const TASK_FLAGS: readonly Flag[] = [
  ...WORKLOAD,
  ARRAY,
  GPUS,
  ...OPTIONS.map((row): Flag => ({
    name: flagOf(row.field),
    value: isSwitch(row) ? null : valueName(row.field),
    help: helpOf(row),
    group: "Scheduling",
  })),
  ...PYTHON,
];

/** The field of `/api/v1` that each flag of an option fills. */
export const OPTION_FIELDS: ReadonlyMap<string, string> = new Map(
  OPTIONS.map(({ field }) => [flagOf(field), field]),
);

/** An option that knows yes and no, and nothing else. */
function isSwitch({ read }: OptionRow): boolean {
  const clock = { nowMs: 0, timeZoneOffsetMinutes: 0 };
  const takes = (text: string) => !(read(text, {}, clock) instanceof Invalid);
  return takes("true") && takes("no") && !takes("2") && !takes("other");
}

/** Its help, in words for a command line; a switch takes no `true`. */
function helpOf(row: OptionRow): string {
  const text = row.help.replaceAll("`", "").replaceAll("ant_n_gpus", "--gpus");
  return isSwitch(row) ? text.replace(/: true\.$/, ".") : text;
}

/** `gpuType` takes a `GPU_TYPE`. */
function valueName(field: string): string {
  return flagOf(field).toUpperCase().replaceAll("-", "_");
}

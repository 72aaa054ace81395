import { FAILURE_CLASSES } from "../failure_class.ts";
import { Invalid } from "../submit/issues.ts";
import type { TemplateSource } from "../submit/task_id.ts";
import type { TaskOptions } from "../task_options.ts";
import { readBegin, writeBegin } from "./begin.ts";
import { readDuration, writeDuration } from "./duration.ts";
import { OPTION_LABELS, type OptionField } from "./labels.ts";
import { optionName } from "./option_name.ts";
import {
  readGpuIds,
  readGpuTypes,
  readNames,
  readTaskIds,
  readWords,
} from "./lists.ts";
import { readMemory, writeMemory } from "./memory.ts";
import { readPriority, writePriority } from "./priority.ts";
import {
  readCpus,
  readRetries,
  readTagLimit,
  readWarning,
  readYes,
  writeWarning,
} from "./small.ts";

type Values = Required<TaskOptions>;
type WallClock = Pick<TemplateSource, "nowMs" | "timeZoneOffsetMinutes">;

/** One option: its names, and how its text is read and written. */
export interface OptionRow {
  readonly key: keyof TaskOptions;
  /** Of the inline argument and of the environment's key. */
  readonly name: string;
  /** Of the field in `/api/v1`. */
  readonly field: OptionField;
  /** What a page calls it. */
  readonly label: string;
  /** One sentence with an example. */
  readonly help: string;
  /** Adds what the text asks for to the options, or takes it away. */
  readonly read: (
    text: string,
    options: TaskOptions,
    clock: WallClock,
  ) => TaskOptions | Invalid;
  /** The text that asks for what the options hold; `null` where nothing. */
  readonly write: (options: TaskOptions) => string | null;
}

/** Every option. Doors, pages and the record know none beside these. */
export const OPTIONS: readonly OptionRow[] = [
  row("priority", "priority", {
    help: "Who goes first: low, normal, high, urgent, immediate or a number.",
    read: (text) => nothing(readPriority(text), 0),
    write: writePriority,
  }),
  row("gpuIds", "gpuIds", {
    help: "Exactly these GPUs, such as `0,2`.",
    read: readGpuIds,
    write: commas,
  }),
  row("gpuTypes", "gpuType", {
    help: "Only GPUs whose name holds one of these words: `h100,a100`.",
    read: readGpuTypes,
    write: commas,
  }),
  row("gpuMemMiB", "gpuMem", {
    help: "Free memory that each GPU must have at the start: `20GiB`.",
    read: readMemory,
    write: writeMemory,
  }),
  row("gpuShareMiB", "gpuShare", {
    help: "Memory of each GPU that is enough, so that others fit in: `12GiB`.",
    read: readMemory,
    write: writeMemory,
  }),
  row("cpus", "cpus", {
    help: "Processor cores that it needs: `8`, or `0.5`.",
    read: readCpus,
    write: String,
  }),
  row("memoryMiB", "memory", {
    help: "Main memory that it needs: `32GiB`.",
    read: readMemory,
    write: writeMemory,
  }),
  row("hold", "hold", {
    help: "Keeps it from starting until it is released: `true`.",
    read: readYes,
    write: () => "true",
  }),
  row("beginAtMs", "begin", {
    help: "No start before this: `2026-01-31T20:00`, `20:00` or `+3h`.",
    read: readBegin,
    write: writeBegin,
  }),
  row("after", "after", {
    help: "Tasks that must have succeeded; `@` is the one queued before.",
    read: readTaskIds,
    write: commas,
  }),
  row("afterAny", "afterAny", {
    help: "Tasks that must have ended, well or badly.",
    read: readTaskIds,
    write: commas,
  }),
  row("atMost", "atMost", {
    help: "How many tasks with a tag run at once: `4@lr`.",
    read: readTagLimit,
    write: ({ count, tag }) => `${count}@${tag}`,
  }),
  row("timeoutMs", "timeout", {
    help: "How long an attempt may run: `24h`; then it is stopped.",
    read: readDuration,
    write: writeDuration,
  }),
  row("timeoutSignal", "timeoutSignal", {
    help: "A signal some time before the limit, to save work: `USR1@5m`.",
    read: readWarning,
    write: writeWarning,
  }),
  row("preemptible", "preemptible", {
    help: "May be stopped and queued again for urgent work: `true`.",
    read: readYes,
    write: () => "true",
  }),
  row("retries", "retries", {
    help: "How many further attempts a failure may lead to.",
    read: readRetries,
    write: String,
  }),
  row("retryOn", "retryOn", {
    help: `Which failures: any, or of ${FAILURE_CLASSES.join(", ")}.`,
    read: readNames(FAILURE_CLASSES, "kind of failure"),
    write: commas,
  }),
  row("notify", "notify", {
    help: "Whom to tell of what, or nobody: `failed,lab`, `none`.",
    read: readWords,
    write: commas,
  }),
];

/** The options of a task as texts, by their fields: what is shown of them. */
export function writeOptions(
  options: TaskOptions,
): Readonly<Record<string, string>> {
  if (Object.keys(options).length === 0) return {}; // As of most tasks.
  return Object.fromEntries(
    OPTIONS.flatMap(({ field, write }) => {
      const text = write(options);
      return text === null ? [] : [[field, text]];
    }),
  );
}

interface Text<Value> {
  readonly help: string;
  readonly read: (text: string, clock: WallClock) => Value | null | Invalid;
  readonly write: (value: Value) => string;
}

function row<Key extends keyof TaskOptions>(
  key: Key,
  field: OptionField,
  { help, read, write }: Text<Values[Key]>,
): OptionRow {
  return {
    key,
    name: optionName(field),
    field,
    label: OPTION_LABELS[field],
    help,
    read(text, options, clock) {
      const value = read(text, clock);
      if (value instanceof Invalid) return value;
      const { [key]: _before, ...others } = options;
      return value === null ? others : { ...others, [key]: value };
    },
    write(options) {
      const value = options[key];
      return value === undefined ? null : write(value as Values[Key]);
    },
  };
}

function nothing<Value>(value: Value, usual: Value): Value | null {
  return value === usual ? null : value;
}

function commas(words: readonly (string | number)[]): string {
  return words.join(",");
}

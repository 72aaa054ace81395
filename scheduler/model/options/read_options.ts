import { excerpt, Invalid } from "../submit/issues.ts";
import { NO_OPTIONS, type TaskOptions } from "../task_options.ts";
import type { Json } from "../units.ts";
import { type OptionRow, OPTIONS } from "./table.ts";

type WallClock = Parameters<OptionRow["read"]>[2];

/** Where an option was asked for, and the text that does. */
export interface Asked {
  readonly value: Json;
  /** Nobody asked for it but the config: it goes where it does not fit. */
  readonly isDefault?: boolean;
  /** Adds an issue at that place. */
  readonly fail: (message: string) => void;
}

/**
 * Reads every option that was asked for. `find` tells where; what is wrong
 * with one, or with two together, is told there and leaves the others.
 */
export function readOptions(
  find: (row: OptionRow) => Asked | null,
  nGpus: number,
  clock: WallClock,
): TaskOptions {
  let options = NO_OPTIONS;
  for (const row of OPTIONS) {
    const asked = find(row);
    if (asked === null) continue;
    const text = optionText(asked.value);
    const read = text instanceof Invalid
      ? text
      : row.read(text, options, clock);
    if (read instanceof Invalid) {
      asked.fail(`Cannot read "${row.name}": ${read.reason}`);
    } else options = read;
  }
  for (const { needs, name, isAmiss } of TOGETHER) {
    if (!isAmiss(options, nGpus)) continue;
    const row = OPTIONS.find((one) => one.name === name)!;
    const asked = find(row);
    if (asked?.isDefault) {
      const { [row.key]: _unfit, ...others } = options;
      options = others;
    } else asked?.fail(`Cannot use "${name}": ${needs}`);
  }
  return options;
}

/** Options that mean nothing without another. */
const TOGETHER: readonly {
  readonly name: string;
  readonly needs: string;
  readonly isAmiss: (options: TaskOptions, nGpus: number) => boolean;
}[] = [
  {
    name: "ant_gpu_ids",
    needs: "it names another number of GPUs than ant_n_gpus asks for",
    isAmiss: ({ gpuIds }, nGpus) =>
      gpuIds !== undefined && gpuIds.length !== nGpus,
  },
  {
    name: "ant_gpu_type",
    needs: "the task asks for no GPU, set ant_n_gpus",
    isAmiss: ({ gpuTypes }, nGpus) => gpuTypes !== undefined && nGpus === 0,
  },
  {
    name: "ant_gpu_mem",
    needs: "the task asks for no GPU, set ant_n_gpus",
    isAmiss: ({ gpuMemMiB }, nGpus) => gpuMemMiB !== undefined && nGpus === 0,
  },
  {
    name: "ant_gpu_share",
    needs: "the task asks for no GPU, set ant_n_gpus",
    isAmiss: ({ gpuShareMiB }, nGpus) =>
      gpuShareMiB !== undefined && nGpus === 0,
  },
  {
    name: "ant_timeout_signal",
    needs: "there is no time limit, set ant_timeout",
    isAmiss: ({ timeoutMs, timeoutSignal }) =>
      timeoutSignal !== undefined && timeoutMs === undefined,
  },
  {
    name: "ant_timeout_signal",
    needs: "it comes sooner than the task starts, the time limit is shorter",
    isAmiss: ({ timeoutMs = Infinity, timeoutSignal }) =>
      timeoutSignal !== undefined && timeoutSignal.beforeMs >= timeoutMs,
  },
  {
    name: "ant_retry_on",
    needs: "there are no retries, set ant_retries",
    isAmiss: ({ retries, retryOn }) =>
      retryOn !== undefined && retries === undefined,
  },
];

/** The text of a value that a JSON body or a variable may give in its way. */
function optionText(value: Json): string | Invalid {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") {
    return String(value);
  }
  const isList = Array.isArray(value) &&
    value.every((item) => typeof item === "string" || typeof item === "number");
  return isList
    ? value.join(",")
    : new Invalid(`"${excerpt(JSON.stringify(value))}" is no text`);
}

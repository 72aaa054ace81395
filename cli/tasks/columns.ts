import { age, duration, gpuCount } from "../../scheduler/view/words.ts";
import { STATE_COLORS } from "../output/color.ts";
import type { JsonRow } from "../output/outcome.ts";
import type { Column } from "../output/table.ts";
import { hasEnded, type Task } from "./task.ts";

/** The columns of a list of tasks; a pipe gets all but the row's number. */
export function taskColumns(
  nowMs: number,
  isNumbered: boolean,
): readonly Column<JsonRow>[] {
  const columns: readonly (Column<Task> | null)[] = [
    isNumbered ? { title: "#", cell: rowNumber(), right: true } : null,
    { title: "TASK", cell: ({ id }) => id, shrinks: true },
    {
      title: "STATE",
      cell: ({ state }) => state,
      shown: (task) => task.options.hold ? "held" : task.state,
      color: ({ state }) => STATE_COLORS[state] ?? null,
    },
    {
      title: "EXIT",
      cell: ({ end }) => end === null ? "" : String(end.exitCode ?? ""),
      right: true,
    },
    {
      title: "GPUS",
      cell: ({ gpus, nGpus }) => gpus.length > 0 ? gpus.join(",") : `×${nGpus}`,
      shown: (task) => gpuText(task),
    },
    {
      title: "TIME",
      cell: (task) => String(Math.round(timeMs(task, nowMs) / 1000)),
      shown: (task) => duration(timeMs(task, nowMs)),
      right: true,
    },
    {
      title: "SINCE",
      cell: (task) => new Date(sinceMs(task)).toISOString(),
      shown: (task) => `${age(nowMs - sinceMs(task))} ago`,
      right: true,
    },
    { title: "TAGS", cell: ({ tags }) => tags.join(","), shrinks: true },
    { title: "COMMAND", cell: ({ command }) => command, shrinks: true },
  ];
  return columns.filter((column) => column !== null) as unknown as Column<
    JsonRow
  >[];
}

/** How long it has run, or waited where it has not. */
export function timeMs(task: Task, nowMs: number): number {
  const { startedAtMs, endedAtMs, submittedAtMs, state } = task;
  if (state === "queued") return nowMs - submittedAtMs;
  const from = startedAtMs ?? endedAtMs ?? nowMs;
  return (hasEnded(task) ? endedAtMs ?? nowMs : nowMs) - from;
}

function sinceMs(task: Task): number {
  return task.endedAtMs ?? task.startedAtMs ?? task.submittedAtMs;
}

function gpuText({ gpus, nGpus, state }: Task): string {
  if (gpus.length > 0 && state !== "queued") return gpus.join(",");
  return nGpus === 0 ? "–" : gpuCount(nGpus);
}

function rowNumber(): (row: Task) => string {
  let row = 0;
  return () => String(++row);
}

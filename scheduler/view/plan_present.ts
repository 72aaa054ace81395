import type { BoardView, GpuView } from "./board.ts";
import { basisWords, byWhen, type ForecastEnd } from "./forecast.ts";
import { kindOf } from "./gpu_holds.ts";
import { type PlanAxis, toHundredth } from "./plan_axis.ts";
import { endOf, type PlanBlock, stretch } from "./plan_block.ts";
import type { TaskView } from "./task_view.ts";
import { ranFor, STATE_WORDS } from "./task_words.ts";
import { gpuNames } from "./words.ts";

/** What holds each GPU now, or keeps it from being used. */
export function presentBlocks(board: BoardView, axis: PlanAxis): PlanBlock[] {
  const tasks = new Map(board.active.map((task) => [task.id, task]));
  return runsOf(board.gpus).flatMap((run) => {
    const [first] = run as [GpuView];
    const rows = { row: first.position, rows: run.length };
    const task = tasks.get(first.heldBy[0] ?? "");
    switch (kindOf(first)) {
      case "ours":
        return [{ ...ourBlock(board, axis, run, task), ...rows }];
      case "outsider":
        return [{ ...outsiderBlock(first, axis), ...rows }];
      case "disabled":
        return [{ ...idleBlock(first, axis, "disabled"), ...rows }];
      case "unknown":
        return [{ ...idleBlock(first, axis, "unknown"), ...rows }];
      case "free":
        return [];
    }
  });
}

type Content = Omit<PlanBlock, "row" | "rows">;

function ourBlock(
  { nowMs, forecast }: BoardView,
  axis: PlanAxis,
  run: readonly GpuView[],
  task: TaskView | undefined,
): Content {
  const [{ heldBy, index }] = run as [GpuView];
  const [id = "", ...others] = heldBy;
  const elapsed = task?.startedAtMs ? ranFor(task, nowMs) : "";
  const drains = run.some(({ enabled }) => !enabled);
  const also = others.length === 0 ? "" : `and ${others.length} more, `;
  const known = forecast.ends.find((one) => one.id === id);
  const ending = known === undefined || others.length > 0 ? null : known;
  const end = ending === null ? "end not known" : endWords(ending, nowMs);
  const detail = `${also}${end}${drains ? ", then off" : ""}`;
  const word = STATE_WORDS[task?.state ?? "running"];
  const place = gpuNames(run.map((gpu) => gpu.index));
  return {
    ...stretch(axis, task?.startedAtMs ?? nowMs, ending?.atMs ?? null),
    ...endOf(ending?.atMs ?? null, ending?.runs ?? null),
    key: `${id} ${index}`,
    kind: "ours",
    task: id,
    state: task?.state ?? "running",
    elapsed,
    label: id,
    detail,
    title: `${id} on ${place}: ${word}${
      elapsed && ` for ${elapsed}`
    }, ${detail}`,
  };
}

function endWords(end: ForecastEnd, nowMs: number): string {
  const basis = end.runs === null ? "" : `, ${basisWords(end.runs)}`;
  return `ends ${byWhen(end, nowMs)}${basis}`;
}

/** Nobody tells since when others use a GPU, so it has no left end either. */
function outsiderBlock(gpu: GpuView, axis: PlanAxis): Content {
  const user = gpu.outsiders.find((one) => one.user !== null)?.user;
  const label = user ?? "Someone else";
  const detail = "outside ANT, end not known";
  return {
    ...stretch(axis, axis.fromMs, null),
    ...NO_TASK,
    key: `gpu ${gpu.index}`,
    kind: "outsider",
    label,
    detail,
    title: `GPU ${gpu.index}: ${label}, ${detail}`,
  };
}

/** From now on, for what was before is not known. */
function idleBlock(
  { index }: GpuView,
  axis: PlanAxis,
  kind: "disabled" | "unknown",
): Content {
  const label = kind === "disabled" ? "Disabled" : "Unknown";
  const detail = kind === "disabled"
    ? "until a person enables it"
    : "not used until it can be read";
  const left = axis.nowPercent;
  return {
    ...{ left, width: toHundredth(100 - left), behind: 0 },
    ...NO_TASK,
    key: `gpu ${index}`,
    kind,
    label,
    detail,
    title: `GPU ${index}: ${label}, ${detail}`,
  };
}

const NO_TASK = { task: null, state: null, elapsed: "" } as const;

/** Neighbors that the same tasks hold; all others stand alone. */
function runsOf(gpus: readonly GpuView[]): readonly (readonly GpuView[])[] {
  const runs: GpuView[][] = [];
  for (const gpu of gpus) {
    const before = runs.at(-1)?.[0];
    const joins = before !== undefined && gpu.heldBy.length > 0 &&
      JSON.stringify(before.heldBy) === JSON.stringify(gpu.heldBy);
    if (joins) runs.at(-1)!.push(gpu);
    else runs.push([gpu]);
  }
  return runs;
}

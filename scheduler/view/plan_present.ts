import type { BoardView, GpuView } from "./board.ts";
import { basisWords, byWhen, type ForecastEnd } from "./forecast.ts";
import { untilWords } from "./drain_words.ts";
import { kindOf, userOf } from "./gpu_holds.ts";
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
    const kind = kindOf(first);
    if (kind === "free") return [];
    return kind === "ours"
      ? [{ ...ourBlock(board, axis, run, task), ...rows }]
      : [{ ...otherBlock(first, axis, kind, board.nowMs), ...rows }];
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

/** What no task of ours holds, and what is known of its end. */
const OTHERS = {
  outsider: [null, "outside ANT, end not known"],
  disabled: ["Disabled", "until a person enables it"],
  unknown: ["Unknown", "not used until it can be read"],
} as const;

/**
 * Nobody tells since when others use a GPU, so that it has no left end either.
 * One that is out of use is so from now on: what was before is not known.
 */
function otherBlock(
  { index, outsiders, drain }: GpuView,
  axis: PlanAxis,
  kind: keyof typeof OTHERS,
  nowMs: number,
): Content {
  const [word, unknown] = OTHERS[kind];
  const label = word ?? userOf(outsiders);
  const left = word === null ? 0 : axis.nowPercent;
  const endMs = drain?.untilMs ?? null;
  const detail = endMs === null ? unknown : untilWords(endMs, nowMs);
  const right = endMs === null ? 100 : axis.percentOf(endMs);
  return {
    ...{ left, width: toHundredth(right - left) },
    behind: word === null ? axis.nowPercent : 0,
    ...endOf(endMs, null),
    ...{ task: null, state: null, elapsed: "" },
    ...{ key: `gpu ${index}`, kind, label, detail },
    title: `GPU ${index}: ${label}, ${detail}`,
  };
}

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

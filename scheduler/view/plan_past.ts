import type { BoardView } from "./board.ts";
import type { PlanAxis } from "./plan_axis.ts";
import { neighbors, type PlanBlock, stretch } from "./plan_block.ts";
import { endLine, ranFor, STATE_WORDS } from "./task_words.ts";

/** What ended within the span, on the GPUs that it held. */
export function endedBlocks(board: BoardView, axis: PlanAxis): PlanBlock[] {
  const positions = new Map(board.gpus.map((gpu) => [gpu.index, gpu.position]));
  return board.ended.flatMap((task) => {
    const { id, startedAtMs, endedAtMs, gpus, attempt } = task;
    if (startedAtMs === null || endedAtMs === null) return [];
    if (endedAtMs <= axis.fromMs) return [];
    const rows = gpus.map((index) => positions.get(index))
      .filter((position) => position !== undefined);
    const detail = endLine(task);
    const elapsed = ranFor(task, board.nowMs);
    return neighbors(rows).map(([row, rows]): PlanBlock => ({
      ...stretch(axis, startedAtMs, endedAtMs),
      ...{ key: `${id} ${attempt} ${row}`, kind: "ended", row, rows },
      ...{ task: id, state: task.state, elapsed, label: id, detail },
      title: `${id}: ${STATE_WORDS[task.state]}, ${detail} after ${elapsed}`,
    }));
  });
}

import type { BoardView } from "./board.ts";
import { basisWords, byWhen, startsAhead } from "./forecast.ts";
import type { PlanAxis } from "./plan_axis.ts";
import { endOf, neighbors, type PlanBlock, stretch } from "./plan_block.ts";

/** What starts next and when at the latest, where that is known. */
export function plannedBlocks(board: BoardView, axis: PlanAxis): PlanBlock[] {
  const positions = new Map(board.gpus.map((gpu) => [gpu.index, gpu.position]));
  const places = new Map(board.queued.map(({ id }, place) => [id, place + 1]));
  return [...startsAhead(board).values()].flatMap((start) => {
    const { id, atMs, gpus, endMs, endRuns, runs } = start;
    if (axis.percentOf(atMs) >= 100) return [];
    const detail = byWhen(start, board.nowMs);
    const rows = gpus.map((index) => positions.get(index)!);
    return neighbors(rows).map(([row, rows]): PlanBlock => ({
      ...stretch(axis, atMs, endMs),
      ...{ key: `${id} next ${row}`, kind: "planned", row, rows },
      ...{ task: id, state: null, elapsed: "", detail },
      label: `${places.get(id)} ${id}`,
      ...endOf(endMs, endRuns),
      title: `${id} starts ${detail}, ${basisWords(runs)}`,
    }));
  });
}

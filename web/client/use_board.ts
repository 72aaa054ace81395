import { type ReadonlySignal, useComputed } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { BoardView } from "../../scheduler/view/board.ts";
import { board, follow } from "./feed.ts";

/** The board: first as the server rendered it, then as it tells it. */
export function useBoard(initial: BoardView): ReadonlySignal<BoardView> {
  useEffect(follow, []);
  return useComputed(() => board.value ?? initial);
}

import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { BoardView } from "../../../scheduler/view/board.ts";
import { useBoard } from "../use_board.ts";
import type { QueueRest } from "./queue_rest.ts";

/** The whole queue, as far as it is wanted. */
export interface WideQueue {
  readonly board: ReadonlySignal<BoardView>;
  readonly isReading: ReadonlySignal<boolean>;
  /** Wants so many rows; what the board does not carry is read. */
  readonly want: (rows: number) => void;
  /** Reads again what may have changed behind the window. */
  readonly reread: () => Promise<void>;
}

/** The board, and behind its window what a page asks for. */
export function useWideQueue(initial: BoardView): WideQueue {
  const told = useBoard(initial);
  const rest = useSignal<QueueRest | null>(null);
  const widen = useSignal<typeof import("./queue_rest.ts").widened | null>(
    null,
  );
  const board = useComputed(() =>
    widen.value?.(told.value, rest.value?.rows.value ?? null) ?? told.value
  );
  const isReading = useComputed(() => rest.value?.isReading.value ?? false);
  const { queued } = told.value;
  useEffect(() => rest.peek()?.refresh(), [queued]);
  useEffect(() => () => rest.peek()?.stop(), []);
  return useMemo(() => ({
    board,
    isReading,
    want(rows) {
      const { queued, counts } = told.peek();
      if (rest.peek() !== null) return;
      if (rows <= queued.length || counts.queued <= queued.length) return;
      void import("./queue_rest.ts").then(({ QueueRest, widened }) => {
        widen.value = widened;
        rest.value ??= new QueueRest();
        void rest.value.read();
      });
    },
    reread: () => rest.peek()?.read() ?? Promise.resolve(),
  }), []);
}

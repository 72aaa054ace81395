import { useComputed, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { BoardView } from "../../../scheduler/view/board.ts";
import { board } from "../feed.ts";
import { type Asleep, type AsleepOptions, useAsleep } from "../use_asleep.ts";

/** What {@linkcode useSleepingQueue} is given. */
export interface SleepingQueueOptions extends AsleepOptions {
  /** The board that the server drew it from. */
  readonly initial: BoardView;
  /** How many rows of it are shown. */
  readonly rows: number;
  /** Whether it has to live from the start. */
  readonly isAwake: boolean;
}

/** Some starts are told as of now, and that moves on. */
const STALE_MS = 60_000;

/**
 * Lets the queue sleep until somebody comes near, or something changes of
 * what is shown.
 */
export function useSleepingQueue(
  options: SleepingQueueOptions,
): Asleep["root"] {
  const { initial, rows, isAwake } = options;
  const { root, wake } = useAsleep(options);
  const before = useRef(lookOf(initial, rows));
  const now = useComputed(() => board.value && lookOf(board.value, rows));

  useEffect(() => {
    if (isAwake) wake();
    const timer = setTimeout(wake, STALE_MS);
    return () => clearTimeout(timer);
  }, []);
  useSignalEffect(() => {
    if (now.value !== null && now.value !== before.current) wake();
  });
  return root;
}

/** What rows and their reasons to wait are drawn from. */
function lookOf(board: BoardView, rows: number): string {
  const { queued, counts, gpus, pauses } = board;
  return JSON.stringify([
    pauses,
    queued.slice(0, rows),
    [counts.queued, counts.active],
    gpus.map(({ status, heldBy }) => [status, heldBy]),
  ]);
}

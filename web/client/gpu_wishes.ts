import { signal } from "@preact/signals";
import type { BoardView } from "../../scheduler/view/board.ts";

/** Where a person has put the switches that the server has not told of yet. */
export const gpuWishes = signal<Readonly<Record<number, boolean>>>({});

/** Puts a switch where a person wants it. */
export function wishGpu(index: number, enabled: boolean): void {
  gpuWishes.value = { ...gpuWishes.peek(), [index]: enabled };
}

/** Shows switches where a person has put them, until the server answers. */
export function withGpuWishes(shown: BoardView): BoardView {
  const now = gpuWishes.value;
  const gpus = shown.gpus.map((gpu) => ({
    ...gpu,
    enabled: now[gpu.index] ?? gpu.enabled,
  }));
  return { ...shown, gpus };
}

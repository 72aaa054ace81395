import { signal } from "@preact/signals";
import type { BoardView } from "../../scheduler/view/board.ts";

/** Where a person has put the switches that the server has not told of yet. */
const gpuWishes = signal<Readonly<Record<number, boolean>>>({});

/** Puts a switch where a person wants it. */
export function wishGpu(index: number, enabled: boolean): void {
  gpuWishes.value = { ...gpuWishes.peek(), [index]: enabled };
}

/** Forgets where a person wanted a switch: the server has answered, or never. */
export function forgetGpu(index: number): void {
  const { [index]: _done, ...others } = gpuWishes.peek();
  gpuWishes.value = others;
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

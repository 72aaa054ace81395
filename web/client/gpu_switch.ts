import { signal } from "@preact/signals";
import type { BoardView } from "../../scheduler/view/board.ts";
import { board } from "./feed.ts";
import { askLate } from "./late_ask.ts";
import { sayFailed } from "./toasts.ts";

/** Where a person has put the switches that the server has not told of yet. */
const wishes = signal<Readonly<Record<number, boolean>>>({});

const TOLD_WITHIN_MS = 1_000;

/**
 * Lets new tasks use a GPU or not. The switch shows it at once, and goes back
 * with the server's reason where it is turned down. Resolves with whether it
 * was done.
 */
export async function switchGpu(
  index: number,
  enabled: boolean,
): Promise<boolean> {
  wishes.value = { ...wishes.peek(), [index]: enabled };
  try {
    await askLate("PATCH", `/api/v1/gpus/${index}`, { enabled });
    await told(index, enabled);
    return true;
  } catch (error) {
    sayFailed(`GPU ${index} stays ${enabled ? "disabled" : "enabled"}`, error);
    return false;
  } finally {
    const { [index]: _done, ...others } = wishes.peek();
    wishes.value = others;
  }
}

/** Shows switches where a person has put them, until the server answers. */
export function withGpuWishes(shown: BoardView): BoardView {
  const now = wishes.value;
  const gpus = shown.gpus.map((gpu) => ({
    ...gpu,
    enabled: now[gpu.index] ?? gpu.enabled,
  }));
  return { ...shown, gpus };
}

/** Resolves once the feed says the same, so that no switch jumps back. */
function told(index: number, enabled: boolean): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, TOLD_WITHIN_MS);
  const stop = board.subscribe((now) => {
    const gpu = now?.gpus.find((one) => one.index === index);
    if (gpu?.enabled === enabled) resolve();
  });
  return promise.finally(() => {
    stop();
    clearTimeout(timer);
  });
}

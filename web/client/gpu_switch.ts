import { ask } from "./api.ts";
import { board } from "./feed.ts";
import { forgetGpu, wishGpu } from "./gpu_wishes.ts";
import { sayFailed } from "./toasts.ts";

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
  wishGpu(index, enabled);
  try {
    await ask("PATCH", `api/v1/gpus/${index}`, { enabled });
    await told(index, enabled);
    return true;
  } catch (error) {
    sayFailed(`GPU ${index} stays ${enabled ? "disabled" : "enabled"}`, error);
    return false;
  } finally {
    forgetGpu(index);
  }
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

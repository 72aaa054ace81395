import { type ReadonlySignal, type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

const TICK_MS = 500;

/** How long nothing has happened since an instant, told twice a second. */
export function useQuiet(
  sinceMs: ReadonlySignal<number | null>,
  isLive: boolean,
): Signal<number | null> {
  const quietMs = useSignal<number | null>(null);
  useEffect(() => {
    if (!isLive) return;
    const tick = () => {
      const since = sinceMs.peek();
      quietMs.value = since === null ? null : Date.now() - since;
    };
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [isLive]);
  return quietMs;
}

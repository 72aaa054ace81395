import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

/** Work waits this many times as long as it took last, so that keys go first. */
const REST = 2;
const LONGEST_REST_MS = 400;

/**
 * Does work after the page has been painted, and holds its outcome. What
 * comes in meanwhile takes the place of what waits.
 */
export function useDeferred<Outcome>(
  work: () => Outcome,
  inputs: readonly unknown[],
): Signal<Outcome | null> {
  const outcome = useSignal<Outcome | null>(null);
  const tookMs = useRef(0);
  useEffect(() => {
    const waitMs = Math.min(LONGEST_REST_MS, REST * tookMs.current);
    const timer = setTimeout(() => {
      const fromMs = performance.now();
      outcome.value = work();
      tookMs.current = performance.now() - fromMs;
    }, waitMs);
    return () => clearTimeout(timer);
  }, inputs);
  return outcome;
}

import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import {
  addToLongPast,
  type LongPast,
  MAX_SLOTS,
  openPast,
  type SentPast,
} from "../../../scheduler/view/long_past.ts";
import { ask } from "../api.ts";
import { board } from "../feed.ts";
import { reasonOf } from "../toasts.ts";

/** The past, or why it is not known. */
export interface ChartsHeld {
  readonly past: LongPast | null;
  readonly problem: string | null;
}

const NOTHING: ChartsHeld = { past: null, problem: null };

/**
 * Asks for the past, and lets it grow with the feed. A page out of sight
 * goes on reading and shows nothing new. Another attempt asks again.
 */
export function useCharts(attempt: number): ReadonlySignal<ChartsHeld> {
  const held = useSignal(NOTHING);
  useEffect(() => {
    let latest: LongPast | null = null;
    let isOver = false;
    const show = () => {
      if (!document.hidden && latest !== null) {
        held.value = { past: latest, problem: null };
      }
    };
    const stopReading = board.subscribe((now) => {
      if (now === null || latest === null) return;
      latest = addToLongPast(latest, now);
      show();
    });
    document.addEventListener("visibilitychange", show);
    ask("GET", `api/v1/histories?slots=${MAX_SLOTS}`).then((sent) => {
      latest = openPast(sent as SentPast);
      if (!isOver) show();
    }, (error: unknown) => {
      if (!isOver) held.value = { past: null, problem: reasonOf(error) };
    });
    return () => {
      isOver = true;
      stopReading();
      document.removeEventListener("visibilitychange", show);
    };
  }, [attempt]);
  return held;
}
